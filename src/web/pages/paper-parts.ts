import { addressesOf, type MarkWords, type PaperWithTally, texToText, venueLabel } from "#papers";
import { addresses } from "../addresses.ts";
import { grouped } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { typeset } from "../typeset.ts";
import { type IconName, icon } from "./icons.ts";
import { markButton, markIcons, voteButton } from "./library/paper-buttons.ts";
import type { Frame } from "./page.ts";

/** Icons that `actions` uses. */
export const actionIcons: readonly IconName[] = [
  ...(["vote", "chat", "pdf", "code", "similar"] as const),
  ...markIcons,
];

/** The title as a link to the paper's page. */
export function titleLink(paper: PaperWithTally, mark?: MarkWords): Html {
  return html`<a href="${addresses.paper(paper.id)}">${typeset(paper.title, mark)}</a>`;
}

/** What the paper is about, above its title: its first keyword, else its first category. */
export function kicker(paper: PaperWithTally): Html | "" {
  const keyword = paper.keywords[0];
  if (keyword) {
    return html`<p class="kicker"><a href="${addresses.keyword(keyword)}">${capitalised(keyword)}</a></p>`;
  }
  const category = paper.categories[0];
  if (!category) return "";
  return html`<p class="kicker"><a href="${addresses.category(category)}">${category}</a></p>`;
}

/** Keywords come in any case; a name such as `LaTeX` keeps its own. */
export function capitalised(text: string): string {
  const plain = texToText(text);
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** Authors, as many as there is room for, and the first organisation; whatever of it is known. */
export function byline(paper: PaperWithTally, most: number): Html | "" {
  const names = paper.authors
    .slice(0, most)
    .map(
      ({ name }, index) =>
        html`${index > 0 ? ", " : ""}<a href="${addresses.author(name)}">${typeset(name)}</a>`,
    );
  const left = paper.authors.length - names.length;
  const more =
    left > 0
      ? html` <a class="more" href="${addresses.paper(paper.id)}#authors">+${left} more</a>`
      : "";
  const organization = organizationLine(paper);
  if (names.length > 0) return html`<p class="by">${names}${more}${organization}</p>`;
  const known = organization || html`<span class="org">${authorsUnknown(paper)}</span>`;
  return html`<p class="by">${known}</p>`;
}

function organizationLine(paper: PaperWithTally): Html | "" {
  const [first, ...others] = organizationsOf(paper);
  if (!first) return "";
  const more = others.length > 0 ? html` <span class="more">+${others.length}</span>` : "";
  return html`<span class="org"><a href="${addresses.organization(first)}">${typeset(first)}</a>${more}</span>`;
}

/** As the source shows them, else those printed beside the authors; each once. */
export function organizationsOf(paper: PaperWithTally): readonly string[] {
  if (paper.organizations.length > 0) return paper.organizations;
  return [...new Set(paper.authors.flatMap((author) => author.affiliations))];
}

export function authorsUnknown(paper: PaperWithTally): string {
  const number = paper.authorCount ?? 0;
  if (number === 0) return "Authors not given by the source";
  return number === 1 ? "1 author, not named by the source" : `${number} authors`;
}

/** Counts, links and buttons of a paper in a list. Counts of nothing are left out. */
export function actions(frame: Frame, paper: PaperWithTally): Html {
  const { upvotes, comments } = paper.tally;
  const { pdf } = addressesOf(paper);
  const code = paper.links.find((link) => link.kind === "code")?.url;
  return html`<div class="row"><ul class="acts">${frame.isOpen ? voteButton(frame, paper) : tally("vote", upvotes, "vote", "votes")}${tally("chat", comments, "comment")}${outLink(pdf, "pdf", "PDF")}${outLink(code, "code", "Code")}<li><a href="${addresses.similar(paper.id)}">${icon("similar")}Similar</a></li>${markButton(frame, paper, { name: "bookmark", isPlain: true })}${markButton(frame, paper, { name: "hide", isPlain: true })}</ul></div>`;
}

export function tally(name: IconName, number: number, noun: string, look = ""): Html | "" {
  if (number === 0) return "";
  const words = number === 1 ? noun : `${noun}s`;
  return html`<li${look ? html` class="${look}"` : ""}>${icon(name)}${grouped(number)}<span class="vh"> ${words}</span></li>`;
}

function outLink(href: string | undefined, name: IconName, label: string): Html | "" {
  return href && isWeb(href)
    ? html`<li><a href="${href}" rel="noopener">${icon(name)}${label}</a></li>`
    : "";
}

/** Links come from outside; only those that a browser fetches are made into links. */
export function isWeb(href: string): boolean {
  return /^https?:\/\//i.test(href);
}

/** `COLM 2025`, else `arXiv cs.CL`, else nothing. */
export function placeOf(paper: PaperWithTally): { label: string; href: string } | undefined {
  if (paper.venue) return { label: venueLabel(paper.venue), href: addresses.venue(paper.venue) };
  const category = paper.categories[0];
  if (!category) return undefined;
  const label = paper.arxivId ? `arXiv ${category}` : category;
  return { label, href: addresses.category(category) };
}
