import type { AccountId } from "#accounts";
import type { ModerationAction, Report } from "#community";
import { AppError } from "#platform";
import { addresses } from "../addresses.ts";
import { renderEntries } from "../feeds/entry-feed.ts";
import { setFlash } from "../http/flash.ts";
import type { PageServer } from "../page-server.ts";
import { contributionQueue } from "../pages/contributions/queue-items.ts";
import { logPage, queuePage } from "../pages/moderation/moderation-pages.ts";
import type { WebParts } from "../parts.ts";
import type { OpenParts } from "../views/comments-view.ts";
import { loadContributionQueue } from "../views/contribution-queue-view.ts";
import { loadLogView, loadQueueView, logEntries } from "../views/moderation-view.ts";
import type { Handler, Handlers, WebContext } from "../web-context.ts";
import { readForm } from "./forms.ts";
import { actorOf, listFormatOf, pageIn, requireOpen, requirePaperId } from "./read-request.ts";

/** The log, the queue, and what moderators do. */
export function createModerationHandlers(parts: WebParts, server: PageServer) {
  return { ...readers(parts, server), ...acts(parts), ...reports(parts) };
}

function readers(parts: WebParts, server: PageServer) {
  return {
    async "GET /moderation"(context) {
      const open = requireOpen(parts);
      const view = await loadLogView(open, pageIn(context));
      const format = listFormatOf(context);
      if (format) return renderEntries(logEntries(view, parts.site), format, parts.site);
      return server.oncePage(context, (frame) => logPage(frame, view));
    },

    async "GET /moderation/queue"(context) {
      const view = await loadQueueView(requireOpen(parts), pageIn(context));
      const others = contributionQueue(await loadContributionQueue(parts));
      return server.oncePage(context, (frame) => queuePage(frame, view, others));
    },
  } satisfies Partial<Handlers>;
}

function acts(parts: WebParts) {
  const act = async (context: WebContext, action: ModerationAction, to: string) => {
    const reason = (await readForm(context))("reason");
    await requireOpen(parts).community.moderation.act(actorOf(context), action, reason);
    setFlash(context, parts.site, "moderated");
    return context.redirect(to, 303);
  };
  return {
    async "POST /moderation/undo/:entry"(context) {
      const { moderation } = requireOpen(parts).community;
      const reason = (await readForm(context))("reason");
      await moderation.undo(actorOf(context), context.req.param("entry") ?? "", reason);
      setFlash(context, parts.site, "moderated");
      return context.redirect("/moderation", 303);
    },

    async "POST /moderation/reports/:report/dismiss"(context) {
      const { moderation } = requireOpen(parts).community;
      const reason = (await readForm(context))("reason");
      await moderation.dismiss(actorOf(context), context.req.param("report") ?? "", reason);
      setFlash(context, parts.site, "moderated");
      return context.redirect("/moderation/queue", 303);
    },

    async "POST /comments/:id/remove"(context) {
      const { comments } = requireOpen(parts).community;
      const comment = await comments.find(context.req.param("id") ?? "");
      if (!comment) throw new AppError("not_found", "This comment is no longer there.");
      const to = `${addresses.paper(comment.paperId)}#comments`;
      return act(context, { kind: "remove-comment", commentId: comment.id }, to);
    },

    async "POST /papers/:id{.+}/moderate"(context) {
      const action = await paperAction(parts, context);
      const isGone = action.kind === "hide-paper";
      const stays = action.kind === "merge-papers" ? action.into : action.paperId;
      return act(context, action, isGone ? "/moderation" : addresses.paper(stays));
    },

    async "POST /:handle{@[a-z0-9-]+}/suspend"(context) {
      const { id, name } = await personIn(requireOpen(parts), context);
      return act(context, { kind: "suspend-account", accountId: id }, addresses.person(name));
    },
  } satisfies Partial<Handlers>;
}

type PaperAction = Extract<ModerationAction, { readonly paperId: unknown }>;

async function paperAction(parts: WebParts, context: WebContext): Promise<PaperAction> {
  const read = await readForm(context);
  const paperId = await requirePaperId(parts, context);
  const kind = read("action");
  switch (kind) {
    case "hide-paper":
    case "lock-paper":
      return { kind, paperId };
    case "merge-papers": {
      const into = await parts.papers.resolve(read("into"));
      if (into) return { kind, paperId, into };
      throw new AppError("invalid", `There is no paper “${read("into")}” to merge this one into.`);
    }
    case "separate-record":
      return { kind, paperId, source: read("source"), sourceId: read("sourceId") };
    default:
      throw new AppError("invalid", "Choose what to do with the paper.");
  }
}

function reports(parts: WebParts) {
  const report =
    (find: (context: WebContext) => Promise<{ target: Report["target"]; to: string }>): Handler =>
    async (context) => {
      const { moderation } = requireOpen(parts).community;
      const { target, to } = await find(context);
      const reason = (await readForm(context))("reason");
      await moderation.report(actorOf(context), target, reason);
      setFlash(context, parts.site, "reported");
      return context.redirect(to, 303);
    };
  return {
    "POST /papers/:id{.+}/report": report(async (context) => {
      const id = await requirePaperId(parts, context);
      return { target: { kind: "paper", id }, to: addresses.paper(id) };
    }),
    "POST /:handle{@[a-z0-9-]+}/report": report(async (context) => {
      const { id, name } = await personIn(requireOpen(parts), context);
      return { target: { kind: "account", id }, to: addresses.person(name) };
    }),
  } satisfies Partial<Handlers>;
}

async function personIn(
  { accounts }: OpenParts,
  context: WebContext,
): Promise<{ id: AccountId; name: string }> {
  const name = (context.req.param("handle") ?? "").replace(/^@/, "");
  const person = await accounts.people.findByName(name);
  if (person && person.state !== "deleted") return person;
  throw new AppError("not_found", `There is nobody here by the name “${name}”.`);
}
