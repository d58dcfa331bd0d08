import type { Submission } from "#community";
import type { Day } from "#platform";
import { addresses } from "../../addresses.ts";
import { shortDate } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import type { PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { decisionForm } from "./decision-form.ts";

/** Seconds until the page looks again: soon while a source is asked, later while it is silent. */
const SOON = 2;
const LATER = 30;

const headings: Readonly<Record<Submission["state"], string>> = {
  waiting: "Its source is being asked",
  review: "A moderator will look at it",
  accepted: "It is in today’s edition",
  duplicate: "It is here already",
  refused: "It was not taken",
};

/** @param canDecide whether the reader moderates. */
export function submissionPage(submission: Submission, canDecide: boolean): PageContent {
  const { state, id } = submission;
  const isWaiting = state === "waiting";
  const seconds = submission.reason === "" ? SOON : LATER;
  const decide =
    canDecide && state === "review"
      ? decisionForm(`/submissions/${id}/decide`, { yes: "Let it in", no: "Refuse it" })
      : "";
  return simplePage({
    title: "Submission",
    description: "What became of a submission.",
    heading: headings[state],
    ...(isWaiting && { head: html`<meta http-equiv="refresh" content="${seconds}">` }),
    body: html`<p class="big">${nameOf(submission)}</p>${explanation(submission)}${paperLink(submission)}${decide}${retry(submission)}<p><a class="go" href="/submissions">All papers you have brought</a></p>`,
  });
}

/** The title within a BibTeX entry, as it was typed. */
function titleIn(text: string): string | undefined {
  if (!text.startsWith("@")) return undefined;
  return /[\s,{]title\s*=\s*[{"]+([^}"]+)/i.exec(text)?.[1];
}

/** What the source calls it, else what was typed. */
export function nameOf({ title, input }: Submission): string {
  if (title !== "") return title;
  if (input.kind === "form") return input.fields.title;
  const text = (titleIn(input.text) ?? input.text).replace(/\s+/g, " ");
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function explanation({ state, reason, attempts }: Submission): Html | "" {
  if (state === "waiting" && reason !== "") {
    return html`<p class="problem" role="status">${reason}</p><p>It has been asked ${attempts === 1 ? "once" : `${attempts} times`} and will be asked again, for three days. You need not wait here.</p>`;
  }
  if (state === "waiting") return html`<p role="status">This takes some seconds.</p>`;
  return reason === "" ? "" : html`<p class="done" role="status">${reason}</p>`;
}

function paperLink({ paperId }: Submission): Html | "" {
  return paperId ? html`<p><a class="btn" href="${addresses.paper(paperId)}">Read it</a></p>` : "";
}

function retry({ state }: Submission): Html | "" {
  if (state !== "refused") return "";
  return html`<p><a class="go" href="/submit">Submit it in another way</a></p>`;
}

/** One's own, newest first. */
export function submissionsPage(
  submissions: readonly Submission[],
  next: string | undefined,
): PageContent {
  const rows = submissions.map(
    (one) =>
      html`<li><a href="/submissions/${one.id}">${nameOf(one)}</a><span>${states[one.state]}, ${shortDate(one.createdAt.slice(0, 10) as Day)}</span></li>`,
  );
  const more = next
    ? html`<p><a class="go" href="/submissions?after=${encodeURIComponent(next)}">Older ones</a></p>`
    : "";
  return simplePage({
    title: "Papers you have brought",
    description: "Your submissions and what became of them.",
    heading: "Papers you have brought",
    body: html`${rows.length > 0 ? html`<ul class="facts">${rows}</ul>` : html`<p>None yet.</p>`}${more}<p><a class="btn" href="/submit">Submit a paper</a></p>`,
  });
}

const states: Readonly<Record<Submission["state"], string>> = {
  waiting: "being asked for",
  review: "with the moderators",
  accepted: "taken",
  duplicate: "was here already",
  refused: "not taken",
};
