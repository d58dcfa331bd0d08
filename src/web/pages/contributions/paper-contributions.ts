import type { AuthorLink } from "#community";
import type { PaperId, PaperWithTally } from "#papers";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { typeset } from "../../typeset.ts";
import type { ContributionsView } from "../../views/contributions-view.ts";
import { buttonForm } from "../form-parts.ts";
import type { Frame } from "../page.ts";
import { grades } from "./claim-page.ts";

/** Beside an author's name: which person of this site it is, and how that is known. */
export function authorBadge({ authors }: ContributionsView, place: number): Html | "" {
  const claimed = authors.get(place);
  if (!claimed) return "";
  const { claim, person } = claimed;
  const doubt = claim.state === "disputed" ? ", disputed" : "";
  return html`<span class="claimed"><a href="${addresses.person(person.name)}">@${person.name}</a> <a href="/claims/${claim.id}" title="Confirmed ${grades[claim.grade]}${doubt}">${claim.state === "disputed" ? "?" : "✓"}<span class="vh"> confirmed ${grades[claim.grade]}${doubt}</span></a></span>`;
}

/** Below the authors: for whom one of the names is their own. */
export function claimLink(frame: Frame, paper: PaperWithTally): Html | "" {
  if (!frame.isOpen || paper.authors.length === 0) return "";
  return html`<p class="note"><a href="${addresses.claim(paper.id)}">Is one of these you?</a></p>`;
}

const names: Readonly<Record<string, string>> = {
  arxiv: "arXiv",
  author: "an author",
  crossref: "Crossref",
  "hugging-face": "Hugging Face",
  "web-page": "its page",
  submission: "a reader",
  bibtex: "BibTeX",
  listing: "a listing",
};

/** The organisations, each with where it is known from. */
export function organizationsSection(
  frame: Frame,
  { id }: PaperWithTally,
  view: ContributionsView,
): Html | "" {
  const canEdit = isAuthor(frame, view);
  const rows = view.organizations.map(({ name, sources }) => {
    const from = sources.map((source) => names[source] ?? source).join(", ");
    const own = view.ownOrganizations.find((one) => one.name === name);
    const remove = own && canEdit ? removeButton(id, own.id, name) : "";
    return html`<li><a href="${addresses.organization(name)}">${typeset(name)}</a><span>${from ? `from ${from}` : ""}${remove}</span></li>`;
  });
  if (rows.length === 0 && !canEdit) return "";
  const add = canEdit ? addForm(id, "organization", "Add an organisation") : "";
  return html`<section id="organisations"><h2 class="rule">Organisations</h2><ul class="facts">${rows}</ul>${add}</section>`;
}

/** Says of a link that an author has added it, and lets them take it away. */
export function linkNote(
  frame: Frame,
  id: PaperId,
  view: ContributionsView,
  url: string,
): Html | "" {
  const own = view.links.find((link) => link.url === url);
  if (!own) return "";
  const remove = isAuthor(frame, view) ? removeButton(id, own.id, url) : "";
  return html` <small>added by the author</small>${remove}`;
}

/** For confirmed authors, below the links. */
export function addLinkForm(frame: Frame, id: PaperId, view: ContributionsView): Html | "" {
  return isAuthor(frame, view) ? addForm(id, "link", "Add a link") : "";
}

const linkKinds: readonly (readonly [AuthorLink["kind"], string])[] = [
  ["code", "Code"],
  ["model", "Model"],
  ["data", "Data"],
  ["project", "Project page"],
];

function addForm(id: PaperId, what: "link" | "organization", label: string): Html {
  const fields =
    what === "link"
      ? html`<select name="kind" aria-label="What it is">${linkKinds.map(([kind, name]) => html`<option value="${kind}">${name}</option>`)}</select><input type="text" inputmode="url" name="value" maxlength="2000" required placeholder="https://" aria-label="Address">`
      : html`<input type="hidden" name="kind" value="organization"><input type="text" name="value" maxlength="200" required aria-label="Name of the organisation">`;
  return html`<details class="fold"><summary>${label}</summary><form class="sheet-form" method="post" action="${addresses.paper(id)}/links">${fields}<button class="btn">Add</button></form></details>`;
}

function removeButton(id: PaperId, linkId: string, what: string): Html {
  const label = html`Remove<span class="vh"> ${what}</span>`;
  return buttonForm(`${addresses.paper(id)}/links/${linkId}/remove`, label);
}

function isAuthor({ viewer }: Frame, { authors }: ContributionsView): boolean {
  if (!viewer) return false;
  return [...authors.values()].some(
    ({ claim }) => claim.account === viewer.account.id && claim.state === "granted",
  );
}
