import { isAtLeast } from "#accounts";
import { type AuthorLink, type Claim, seenClaim } from "#community";
import { AppError } from "#platform";
import { addresses } from "../../addresses.ts";
import type { PageServer } from "../../page-server.ts";
import { claimPage, claimStatePage, claimsPage } from "../../pages/contributions/claim-page.ts";
import type { WebParts } from "../../parts.ts";
import { loadContributions } from "../../views/contributions-view.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import { attempt, readTexts } from "../forms.ts";
import {
  actorOf,
  requireCommunity,
  requireOpen,
  requirePaper,
  requireViewer,
} from "../read-request.ts";
import { readDecision } from "./submission-handlers.ts";

/** Claims of authorship, and what they allow. */
export function createClaimHandlers(parts: WebParts, server: PageServer) {
  return {
    ...claiming(parts, server),
    ...deciding(parts, server),
    ...adding(parts),
  } satisfies Partial<Handlers>;
}

function claiming(parts: WebParts, server: PageServer) {
  const form = async (context: WebContext, problem?: string): Promise<Response> => {
    const paper = await requirePaper(parts, context);
    const view = await loadContributions(parts, paper);
    const { orcid } = requireViewer(context).account;
    return server.oncePage(
      context,
      () => claimPage(paper, view, { orcid, problem }),
      problem === undefined ? 200 : 400,
    );
  };
  return {
    "GET /papers/:id{.+}/claim"(context) {
      requireCommunity(parts);
      return form(context);
    },

    async "POST /papers/:id{.+}/claim"(context) {
      const { claims } = requireCommunity(parts);
      const paper = await requirePaper(parts, context);
      const { place, evidence } = await readTexts(context, ["place", "evidence"]);
      const number = /^\d{1,5}$/.test(place) ? Number(place) : 0;
      const outcome = await attempt(() =>
        claims.claim(actorOf(context), paper.id, number, evidence),
      );
      if ("problem" in outcome) return form(context, outcome.problem);
      return context.redirect(`/claims/${outcome.value.id}`, 303);
    },

    async "GET /claims"(context) {
      const claims = await requireCommunity(parts).claims.ofAccount(
        requireViewer(context).account.id,
      );
      const papers = await parts.papers.findMany(claims.map(({ paperId }) => paperId));
      const byId = new Map(papers.map((paper) => [paper.id as string, paper]));
      return server.oncePage(context, () => claimsPage(claims, byId));
    },
  } satisfies Partial<Handlers>;
}

function deciding(parts: WebParts, server: PageServer) {
  return {
    async "GET /claims/:id"(context) {
      const claim = await findClaim(parts, context);
      const { account } = requireViewer(context);
      const paper = await parts.papers.find(claim.paperId);
      const people = await requireOpen(parts).accounts.people.findMany([claim.account]);
      const viewer = {
        isOwner: account.id === claim.account,
        isModerator: isAtLeast(account.role, "moderator"),
      };
      const about = { paper, person: people.get(claim.account) };
      return server.oncePage(context, () => claimStatePage(claim, about, viewer));
    },

    async "POST /claims/:id/dispute"(context) {
      const { id } = await findClaim(parts, context);
      const { reason } = await readTexts(context, ["reason"]);
      await requireCommunity(parts).claims.dispute(actorOf(context), id, reason);
      return context.redirect(`/claims/${id}`, 303);
    },

    async "POST /claims/:id/withdraw"(context) {
      const { id } = await findClaim(parts, context);
      await requireCommunity(parts).claims.withdraw(actorOf(context), id);
      return context.redirect(`/claims/${id}`, 303);
    },

    async "POST /claims/:id/decide"(context) {
      const { decision, reason } = await readTexts(context, ["decision", "reason"]);
      const isGranted = readDecision(decision);
      const { id } = await findClaim(parts, context);
      await requireCommunity(parts).claims.decide(actorOf(context), id, { isGranted, reason });
      return context.redirect("/moderation/queue", 303);
    },
  } satisfies Partial<Handlers>;
}

function adding(parts: WebParts) {
  return {
    async "POST /papers/:id{.+}/links"(context) {
      const { claims } = requireCommunity(parts);
      const paper = await requirePaper(parts, context);
      const actor = actorOf(context);
      const { kind, value } = await readTexts(context, ["kind", "value"]);
      if (kind === "organization") await claims.addOrganization(actor, paper.id, value);
      else await claims.addLink(actor, paper.id, { kind: kind as AuthorLink["kind"], url: value });
      const section = kind === "organization" ? "organisations" : "links";
      return context.redirect(`${addresses.paper(paper.id)}#${section}`, 303);
    },

    async "POST /papers/:id{.+}/links/:link/remove"(context) {
      const { claims } = requireCommunity(parts);
      const paper = await requirePaper(parts, context);
      const link = context.req.param("link") ?? "";
      await claims.removeLink(actorOf(context), paper.id, link);
      return context.redirect(`${addresses.paper(paper.id)}#links`, 303);
    },
  } satisfies Partial<Handlers>;
}

/** @throws AppError `not_found` also for one that is not for whoever asks. */
async function findClaim(parts: WebParts, context: WebContext): Promise<Claim> {
  const found = await requireCommunity(parts).claims.find(context.req.param("id") ?? "");
  const claim = seenClaim(found, requireViewer(context).account);
  if (claim) return claim;
  throw new AppError("not_found", "There is no such claim.");
}
