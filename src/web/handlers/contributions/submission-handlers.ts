import { isAtLeast } from "#accounts";
import { type Submission, type SubmissionInput, seenSubmission } from "#community";
import { AppError } from "#platform";
import { addresses } from "../../addresses.ts";
import type { PageServer } from "../../page-server.ts";
import { submissionPage, submissionsPage } from "../../pages/contributions/submission-page.ts";
import { type SubmitFields, submitPage } from "../../pages/contributions/submit-page.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import { attempt, readTexts } from "../forms.ts";
import { actorOf, pageIn, requireCommunity, requireViewer } from "../read-request.ts";

const fieldNames = [
  "kind",
  "reference",
  "bibtex",
  "title",
  "abstract",
  "authors",
  "url",
  "comment",
] as const satisfies readonly (keyof SubmitFields)[];

/** Bringing papers, and what becomes of them. */
export function createSubmissionHandlers(parts: WebParts, server: PageServer) {
  return {
    "GET /submit"(context) {
      requireCommunity(parts);
      const asked = context.req.query("url") ?? "";
      const fields = { ...blank, reference: asked.slice(0, 2_000) };
      return server.oncePage(context, () => submitPage(fields));
    },

    async "POST /submit"(context) {
      const { submissions } = requireCommunity(parts);
      const fields = await readTexts(context, fieldNames);
      const outcome = await attempt(() =>
        submissions.submit(actorOf(context), inputOf(fields), fields.comment),
      );
      if ("problem" in outcome) {
        const { problem } = outcome;
        return server.oncePage(context, () => submitPage(fields, problem), 400);
      }
      const { state, paperId, id } = outcome.value;
      const isHere = state === "duplicate" && paperId;
      return context.redirect(isHere ? addresses.paper(paperId) : `/submissions/${id}`, 303);
    },

    async "GET /submissions"(context) {
      const { items, next } = await requireCommunity(parts).submissions.of(
        requireViewer(context).account.id,
        pageIn(context),
      );
      return server.oncePage(context, () => submissionsPage(items, next));
    },

    async "GET /submissions/:id"(context) {
      const submission = await findOwn(parts, context);
      const canDecide = isAtLeast(requireViewer(context).account.role, "moderator");
      return server.oncePage(context, () => submissionPage(submission, canDecide));
    },

    async "POST /submissions/:id/decide"(context) {
      const { submissions } = requireCommunity(parts);
      const { decision, reason } = await readTexts(context, ["decision", "reason"]);
      const isAccepted = readDecision(decision);
      const id = context.req.param("id") ?? "";
      await submissions.decide(actorOf(context), id, { isAccepted, reason });
      return context.redirect("/moderation/queue", 303);
    },
  } satisfies Partial<Handlers>;
}

const blank: SubmitFields = {
  kind: "reference",
  reference: "",
  bibtex: "",
  title: "",
  abstract: "",
  authors: "",
  url: "",
  comment: "",
};

function inputOf(fields: SubmitFields): SubmissionInput {
  if (fields.kind === "bibtex") return { kind: "bibtex", text: fields.bibtex };
  if (fields.kind !== "form") return { kind: "reference", text: fields.reference };
  const { title, abstract, url } = fields;
  return { kind: "form", fields: { title, abstract, url, authors: fields.authors.split("\n") } };
}

/** @throws AppError `not_found` also for one that is not for whoever asks. */
async function findOwn(parts: WebParts, context: WebContext): Promise<Submission> {
  const found = await requireCommunity(parts).submissions.find(context.req.param("id") ?? "");
  const submission = seenSubmission(found, requireViewer(context).account);
  if (submission) return submission;
  throw new AppError("not_found", "There is no such submission.");
}

/** @throws AppError `invalid` for anything but a button of the form. */
export function readDecision(text: string): boolean {
  if (text === "yes" || text === "no") return text === "yes";
  throw new AppError("invalid", "Choose one of the two.");
}
