import { type Author, type PaperLink, type PaperWithTally, texToText } from "#papers";
import { instantsOf } from "../lists/instants.ts";
import { linkLabels, linksOf } from "../lists/links.ts";
import { paperPath } from "../lists/paper-path.ts";
import type { ListItem, Site } from "../views/list-view.ts";
import { tagUri } from "./identifiers.ts";
import { element, escapeXml, removeForbidden, textElement } from "./xml.ts";

// A collaboration can have thousands of authors; the JSON and the page name them all.
const MAX_AUTHORS = 50;
const BYLINE_AUTHORS = 10;
const SUMMARY_LENGTH = 300;

/** What all three kinds of feed say of one paper. Votes are left out: they would make every entry look new. */
export interface FeedEntry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly published: Date;
  readonly updated: Date;
  /** The paper's page at its source. */
  readonly externalUrl?: string;
  /** The beginning of the abstract, plain. */
  readonly summary: string;
  /** Markup that is valid as HTML and as XHTML. */
  readonly contentHtml: string;
}

export function feedEntry(item: ListItem, site: Site): FeedEntry {
  const { paper } = item;
  const links = linksOf(paper);
  const abstract = plain(paper.abstract);
  const source = links.find((link) => link.kind === "abstract");
  return {
    id: tagUri(site, `papers/${paper.id}`),
    url: site.url + paperPath(paper.id),
    title: plain(paper.title) || paper.id,
    authors: namesOf(paper.authors).slice(0, MAX_AUTHORS),
    categories: termsOf(paper),
    ...instantsOf(paper, site.timeZone),
    ...(source && { externalUrl: source.url }),
    summary: cut(abstract, SUMMARY_LENGTH),
    contentHtml: renderContent(item, abstract, links),
  };
}

/** The names as text, in order, or how many they are where only that is known. */
export function byline(paper: PaperWithTally): string {
  const names = namesOf(paper.authors);
  if (names.length === 0) {
    if (paper.authorCount === undefined) return "";
    return paper.authorCount === 1 ? "1 author" : `${paper.authorCount} authors`;
  }
  const shown = names.slice(0, BYLINE_AUTHORS).join(", ");
  const rest = names.length - BYLINE_AUTHORS;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

function namesOf(authors: readonly Author[]): string[] {
  return authors.map((author) => plain(author.name)).filter(Boolean);
}

function termsOf(paper: PaperWithTally): string[] {
  const terms = [...paper.categories, ...paper.keywords].map((term) =>
    removeForbidden(term).trim(),
  );
  return [...new Set(terms)].filter(Boolean);
}

/** TeX as text, without what no feed can carry. */
function plain(tex: string): string {
  return removeForbidden(texToText(tex)).trim();
}

function renderContent(
  { paper, reason }: ListItem,
  abstract: string,
  links: readonly PaperLink[],
): string {
  const facts = [byline(paper), ...paper.organizations.map(plain), plain(paper.venue ?? "")];
  const head = facts.filter(Boolean).join(" · ");
  const parts = head ? [element("p", textElement("em", head))] : [];
  if (paper.withdrawn) parts.push(element("p", textElement("strong", "Withdrawn.")));
  for (const paragraph of abstract.split(/\n\s*\n/)) {
    if (paragraph) parts.push(textElement("p", paragraph.replace(/\s+/g, " ")));
  }
  if (reason) parts.push(textElement("p", `Why it is here: ${reason}`));
  if (links.length > 0) {
    const anchors = links.map((link) =>
      element("a", escapeXml(linkLabels[link.kind]), { href: link.url }),
    );
    parts.push(element("p", anchors.join(" · ")));
  }
  return parts.join("\n");
}

/** At most `length` characters, cut at a word's end. */
function cut(text: string, length: number): string {
  const line = text.slice(0, 2 * length).replace(/\s+/g, " ");
  if (line.length <= length && text.length <= 2 * length) return line;
  const end = line.lastIndexOf(" ", length);
  return `${line.slice(0, end > length / 2 ? end : length).toWellFormed()}…`;
}
