import { parseArxivId } from "../arxiv/identifier.ts";
import type { Mapped } from "../format.ts";
import type { RecordLink } from "../record.ts";
import { cleanList, cleanText, webAddress, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { localId } from "../text/fingerprint.ts";
import { hasMarkup, htmlToText } from "../text/html.ts";
import { findDayIn } from "../text/instants.ts";
import { givenNameFirst } from "../text/names.ts";
import { textOf } from "../xml/element.ts";
import type { FeedEntry } from "./entry.ts";

/** An entry of any feed: the day it is dated counts as announced. */
export function mapEntry(entry: FeedEntry): Mapped {
  const { title, guid, address } = entry;
  if (!title) return `The entry ${guid ?? address ?? ""} has no title.`.replace("  ", " ");
  const arxivId = idIn([guid, address]);
  return withoutGaps({
    source: "rss",
    sourceId: arxivId ?? localId(guid ?? address, title),
    title,
    abstract: plainText(entry.description),
    authors: entry.creators.flatMap(splitCreators).map((name) => ({ name })),
    keywords: cleanList(entry.categories),
    arxivId,
    doi: doiOf(entry),
    announcedOn: findDayIn(entry.date),
    links: arxivId ? [] : pageLinks(address),
    venue: cleanText(textOf(entry.element, "prism:publicationName")),
    license: cleanText(textOf(entry.element, "dc:rights")),
  });
}

function pageLinks(address: string | undefined): RecordLink[] {
  const url = webAddress(address);
  return url ? [{ kind: "abstract", url }] : [];
}

export function idIn(texts: readonly (string | undefined)[]): string | undefined {
  return texts.map((text) => (text ? parseArxivId(text)?.id : undefined)).find(Boolean);
}

function plainText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return cleanText(hasMarkup(text) ? htmlToText(text) : text);
}

function doiOf(entry: FeedEntry): string | undefined {
  const named = textOf(entry.element, "prism:doi") ?? textOf(entry.element, "dc:identifier");
  const addresses = [entry.guid, entry.address].filter((text) => /doi/i.test(text ?? ""));
  return [named, ...addresses].map(parseDoi).find(Boolean);
}

/** One element may hold one name ("Lovelace, Ada") or all of them ("A. Lovelace, B. Pascal"). */
function splitCreators(line: string): string[] {
  const parts = line.split(/\s*;\s*|,\s*and\s+|\s+and\s+/).filter(Boolean);
  if (parts.length > 1) return parts.flatMap(splitCreators);
  const names = line.split(/\s*,\s*/).filter(Boolean);
  const isOneName = names.length === 2 && names.some((name) => !/\s/.test(name));
  return isOneName ? [givenNameFirst(line)] : names;
}
