import type { Person } from "#accounts";
import type { Claim, Submission } from "#community";
import type { PaperWithTally } from "#papers";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { typeset } from "../../typeset.ts";
import type { ContributionQueueView } from "../../views/contribution-queue-view.ts";
import { decisionForm } from "./decision-form.ts";
import { nameOf } from "./submission-page.ts";

/** What readers brought and claim, below the reports of the moderators' queue. */
export function contributionQueue(view: ContributionQueueView): Html {
  const { people, papers } = view;
  const submissions = view.submissions.map((one) =>
    submissionQueueItem(one, people.get(one.account)),
  );
  const claims = view.claims.map((one) =>
    claimQueueItem(one, people.get(one.account), papers.get(one.paperId)),
  );
  return html`${section("submissions", "Submissions", submissions)}${section("claims", "Claims", claims)}`;
}

function section(id: string, heading: string, items: readonly Html[]): Html {
  return html`<section id="${id}"><h2 class="rule">${heading}</h2>${items.length > 0 ? items : html`<p>None.</p>`}</section>`;
}

/** One submission, with the buttons that decide it. */
function submissionQueueItem(submission: Submission, person: Person | undefined): Html {
  const { id, input, reason, comment } = submission;
  const address = input.kind === "form" ? input.fields.url : input.text;
  const decide = decisionForm(`/submissions/${id}/decide`, { yes: "Let it in", no: "Refuse it" });
  return html`<article class="waiting"><h3><a href="/submissions/${id}">${nameOf(submission)}</a></h3><p class="note">${by(person)}${reason ? html` · ${reason}` : ""}</p><p>${address}</p>${input.kind === "form" ? html`<p>${input.fields.authors.join(", ")}</p><p>${input.fields.abstract}</p>` : ""}${comment ? html`<p>${comment}</p>` : ""}${decide}</article>`;
}

/** One claim there. */
function claimQueueItem(
  claim: Claim,
  person: Person | undefined,
  paper: PaperWithTally | undefined,
): Html {
  const title = paper
    ? html`<a href="${addresses.paper(paper.id)}">${typeset(paper.title)}</a>`
    : claim.paperId;
  const isDisputed = claim.state === "disputed";
  const words = isDisputed
    ? { yes: "It stands", no: "Revoke it" }
    : { yes: "Grant it", no: "Refuse it" };
  return html`<article class="waiting"><h3><a href="/claims/${claim.id}">${typeset(claim.authorName)}</a></h3><p class="note">${by(person)} · ${title}</p><p>${claim.evidence || "No evidence was given."}</p>${claim.reason ? html`<p>${isDisputed ? "Disputed: " : ""}${claim.reason}</p>` : ""}${decisionForm(`/claims/${claim.id}/decide`, words)}</article>`;
}

function by(person: Person | undefined): Html | string {
  if (!person) return "by somebody who has left";
  const orcid = person.orcid
    ? html` · <a href="https://orcid.org/${person.orcid}" rel="noopener">${person.orcid}</a>`
    : "";
  return html`by <a href="${addresses.person(person.name)}">${person.displayName}</a>${orcid}`;
}
