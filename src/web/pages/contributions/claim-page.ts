import type { Person } from "#accounts";
import type { Claim } from "#community";
import type { PaperWithTally } from "#papers";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { typeset } from "../../typeset.ts";
import type { ContributionsView } from "../../views/contributions-view.ts";
import { problemLine } from "../form-parts.ts";
import type { PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { decisionForm } from "./decision-form.ts";
import { textArea } from "./submit-page.ts";

/** Authors to choose from; the rest is not worth the page. */
const MAX_AUTHORS = 500;

export const grades: Readonly<Record<Claim["grade"], string>> = {
  A: "by the ORCID iD in the paper’s metadata",
  B: "by a source in their ORCID record",
  C: "by the corresponding author’s address",
  D: "by a moderator",
};

/** Which of the authors one is. */
export function claimPage(
  paper: PaperWithTally,
  { authors }: Pick<ContributionsView, "authors">,
  options: { readonly orcid?: string | undefined; readonly problem?: string | undefined },
): PageContent {
  const rows = paper.authors.slice(0, MAX_AUTHORS).map(({ name, orcid }, index) => {
    const held = authors.get(index + 1);
    const note = held
      ? html` <span class="note"><a href="/claims/${held.claim.id}">confirmed: ${held.person.displayName}</a></span>`
      : "";
    // Whoever has the iD of the author may contest who holds the place.
    const disabled = held && (!orcid || orcid !== options.orcid) ? html` disabled` : "";
    return html`<label class="choice"><input type="radio" name="place" value="${index + 1}" required${disabled}> ${typeset(name)}${note}</label>`;
  });
  const orcid = options.orcid
    ? html`<p>Where the paper’s metadata or your ORCID record prove it, this takes seconds; a moderator looks at all else.</p>`
    : html`<p>A moderator looks at it. <a href="/settings/identities">Sign in with ORCID</a> first, and your iD may prove it at once.</p>`;
  const form =
    rows.length === 0
      ? html`<p>No source names the authors of this paper, so there is nothing to claim.</p>`
      : html`<form class="sheet-form" method="post" action="${addresses.claim(paper.id)}">${problemLine(options.problem)}<fieldset><legend>I am</legend>${rows}</fieldset>${textArea({ name: "evidence", label: "What a moderator may check: a page of yours, an address", value: "", rows: 3, maxLength: 1_000, isOptional: true })}<button class="btn">Claim</button></form>`;
  return simplePage({
    title: "Claim authorship",
    description: "Say which of the authors of a paper you are.",
    heading: "Is this paper yours?",
    body: html`<p class="big"><a href="${addresses.paper(paper.id)}">${typeset(paper.title)}</a></p>${orcid}${form}`,
  });
}

const states: Readonly<Record<Claim["state"], string>> = {
  pending: "A moderator will look at it",
  granted: "Confirmed",
  disputed: "Confirmed, and disputed: a moderator will look at it",
  refused: "Not confirmed",
  revoked: "No longer confirmed",
};

export interface ClaimViewer {
  readonly isOwner: boolean;
  readonly isModerator: boolean;
}

/** One claim: how it is known, and what may be done about it. */
export function claimStatePage(
  claim: Claim,
  about: { readonly paper: PaperWithTally | undefined; readonly person: Person | undefined },
  viewer: ClaimViewer,
): PageContent {
  const { paper, person } = about;
  const checking = claim.state === "pending" && claim.isBeingChecked;
  const state = checking ? "Your ORCID record is being read" : states[claim.state];
  const who = person
    ? html`<a href="${addresses.person(person.name)}">${person.displayName}</a>`
    : "Somebody who has left";
  const isSeen = viewer.isOwner || viewer.isModerator;
  return simplePage({
    title: "Claim of authorship",
    description: "Who a claim says to be an author, and how that is known.",
    heading: state,
    ...(checking && { head: html`<meta http-equiv="refresh" content="2">` }),
    body: html`<p class="big">${who} as ${typeset(claim.authorName)}${paper ? html`, author of <a href="${addresses.paper(paper.id)}">${typeset(paper.title)}</a>` : ""}</p>${isStanding(claim) ? html`<p>Known ${grades[claim.grade]}.</p>` : ""}${isSeen && claim.evidence ? html`<p>${claim.evidence}</p>` : ""}${isSeen && claim.reason ? html`<p class="done">${claim.reason}</p>` : ""}${acts(claim, viewer)}`,
  });
}

function isStanding({ state }: Claim): boolean {
  return state === "granted" || state === "disputed";
}

function acts(claim: Claim, { isOwner, isModerator }: ClaimViewer): Html {
  const path = `/claims/${claim.id}`;
  const isOpen = isStanding(claim) || claim.state === "pending";
  const withdraw =
    isOwner && isOpen
      ? html`<form class="sheet-form" method="post" action="${path}/withdraw"><button class="btn">Withdraw it</button></form>`
      : "";
  const decide = isModerator && !isOwner ? decisionForm(`${path}/decide`, words(claim)) : "";
  const dispute =
    !isOwner && claim.state === "granted"
      ? html`<details class="fold"><summary>This is not so</summary><form class="sheet-form" method="post" action="${path}/dispute">${textArea({ name: "reason", label: "What is wrong, for a moderator", value: "", rows: 3, maxLength: 1_000 })}<button class="btn">Dispute it</button></form></details>`
      : "";
  const again =
    isOwner && !isOpen
      ? html`<p><a class="go" href="${addresses.claim(claim.paperId)}">Claim again</a></p>`
      : "";
  return html`${withdraw}${dispute}${decide}${again}`;
}

function words(claim: Claim): { yes: string; no: string } {
  return isStanding(claim)
    ? { yes: "It stands", no: "Revoke it" }
    : { yes: "Grant it", no: "Refuse it" };
}

/** One's own claims, newest first. */
export function claimsPage(
  claims: readonly Claim[],
  papers: ReadonlyMap<string, PaperWithTally>,
): PageContent {
  const rows = claims.map((claim) => {
    const paper = papers.get(claim.paperId);
    return html`<li><a href="/claims/${claim.id}">${paper ? typeset(paper.title) : claim.authorName}</a><span>${states[claim.state]}</span></li>`;
  });
  return simplePage({
    title: "Papers you claim",
    description: "Papers you say you are an author of.",
    heading: "Papers you claim",
    body:
      rows.length > 0
        ? html`<ul class="facts">${rows}</ul>`
        : html`<p>None yet. Each paper’s page leads to its claim, below the list of authors.</p>`,
  });
}
