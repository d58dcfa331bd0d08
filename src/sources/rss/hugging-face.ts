import type { Mapped } from "../format.ts";
import { cleanList, count, unlessEmpty, withoutGaps } from "../text/clean.ts";
import { localId } from "../text/fingerprint.ts";
import { htmlToText } from "../text/html.ts";
import { findInstant } from "../text/instants.ts";
import type { FeedEntry } from "./entry.ts";
import { idIn } from "./map-entry.ts";

/** Feeds made of the Daily Papers pages: authors, upvotes and summary stand in the description. */
export function isDailyPapersEntry(entry: FeedEntry): boolean {
  const description = entry.description ?? "";
  return description.includes("<b>Authors:</b>") && description.includes("<b>Summary:</b>");
}

/** Dated by the paper's own publication, not by the day it was on the page. */
export function mapDailyPapersEntry(entry: FeedEntry): Mapped {
  const { title, guid, address } = entry;
  if (!title) return `The entry ${guid ?? address ?? ""} has no title.`;
  const text = htmlToText(entry.description ?? "");
  const part = (name: string) =>
    new RegExp(`^${name}:\\s*([^]*?)(?=\\n(?:Authors|Upvotes|Summary):|$(?![^]))`, "m").exec(
      text,
    )?.[1];
  const arxivId = idIn([guid, address]);
  return withoutGaps({
    source: "rss",
    sourceId: `daily:${arxivId ?? localId(guid ?? address, title)}`,
    title,
    abstract: part("Summary")?.trim() || undefined,
    authors: cleanList((part("Authors") ?? "").split(",")).map((name) => ({ name })),
    arxivId,
    submittedAt: findInstant(entry.date),
    tallies: unlessEmpty({ upvotes: count(part("Upvotes")?.trim()) }),
  });
}
