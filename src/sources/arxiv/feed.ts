import type { Mapped } from "../format.ts";
import type { FeedEntry } from "../rss/entry.ts";
import { cleanLine, cleanText, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { findDayIn } from "../text/instants.ts";
import { textOf } from "../xml/element.ts";
import { splitArxivAuthors } from "./authors.ts";
import { arxivCategories } from "./category.ts";
import { parseArxivId } from "./identifier.ts";

/** Whether the entry is of arXiv's own daily feeds. */
export function isArxivEntry(entry: FeedEntry): boolean {
  return announceTypeOf(entry) !== undefined || /^oai:arXiv\.org:/i.test(entry.guid ?? "");
}

/** `new`, `cross`, `replace` or `replace-cross`. */
function announceTypeOf(entry: FeedEntry): string | undefined {
  return cleanLine(textOf(entry.element, "arxiv:announce_type"));
}

/** Whether a new version is announced, and not a paper. */
export function isReplacement(entry: FeedEntry): boolean {
  return announceTypeOf(entry)?.startsWith("replace") ?? false;
}

/** Feeds before 2024 put id and category behind the title. */
const ID_BEHIND_TITLE = /\.? \(arXiv:[^\s()]{1,40} \[[^\]()]{1,40}\][^()]{0,40}\)$/;

/**
 * An entry of arXiv's daily feed. The day it is dated is the day of the announcement, except for
 * replacements, which announce a version and not the paper.
 *
 * @see https://info.arxiv.org/help/rss_specifications.html
 */
export function mapArxivFeedEntry(entry: FeedEntry): Mapped {
  const identifier = parseArxivId(entry.guid ?? "") ?? parseArxivId(entry.address ?? "");
  if (!identifier) return `The entry ${entry.guid ?? entry.title ?? ""} has no arXiv id.`;
  const title = entry.title?.replace(ID_BEHIND_TITLE, "");
  if (!title) return `The entry ${entry.guid ?? identifier.id} has no title.`;
  const { element } = entry;
  return withoutGaps({
    source: "arxiv",
    sourceId: `feed:${identifier.id}`,
    title,
    abstract: cleanText(entry.description?.replace(/^arXiv:[\s\S]*?\bAbstract:/, "")),
    authors: entry.creators.flatMap(splitArxivAuthors),
    categories: arxivCategories(entry.categories),
    arxivId: identifier.id,
    doi: parseDoi(textOf(element, "arxiv:DOI")),
    announcedOn: isReplacement(entry) ? undefined : findDayIn(entry.date),
    journalReference: cleanLine(textOf(element, "arxiv:journal_reference")),
    license: cleanText(textOf(element, "dc:rights") ?? textOf(element, "rights")),
  });
}
