import { splitArxivAuthors } from "../arxiv/authors.ts";
import { arxivCategories } from "../arxiv/category.ts";
import { parseArxivId } from "../arxiv/identifier.ts";
import type { Mapped } from "../format.ts";
import { type JsonObject, listOf } from "../json/json-reader.ts";
import type { LinkKind, RecordAuthor, RecordLink } from "../record.ts";
import {
  cleanLine,
  cleanList,
  cleanText,
  count,
  unlessEmpty,
  webAddress,
  withoutGaps,
} from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { localId } from "../text/fingerprint.ts";
import { findDayIn, findInstant } from "../text/instants.ts";
import { toAuthor, withAffiliations } from "./authors.ts";

/**
 * One line of JSON Lines. Field names: docs/sources.md, "jsonl".
 *
 * @param text the line itself: an id written as a number loses its zeros when it is parsed.
 */
export function mapLine(line: JsonObject, text: string): Mapped {
  const title = cleanLine(line.title);
  if (!title) return whyNoPaper(line);
  const id = idOf(line, text);
  const arxivId = parseArxivId(idText(line, "arxiv", text) ?? id ?? "")?.id;
  const named = onceEach(authorsIn(line.authors ?? line.author));
  const { authors, organizations } = withAffiliations(named, line.aff);
  return withoutGaps({
    source: "jsonl",
    sourceId: arxivId && id === arxivId ? `${dialectOf(line)}${id}` : localId(id, title),
    title,
    abstract: cleanText(line.abstract ?? line.summary ?? line.text),
    authors,
    organizations: [...cleanList(listOf(line.organizations)), ...organizations],
    categories: arxivCategories(cleanList(splitList(line.categories, /[\s,;]+/))),
    keywords: cleanList(splitList(line.keywords, ";")),
    venue: cleanLine(line.venue),
    arxivId,
    doi: parseDoi(line.doi),
    submittedAt: findInstant(line.publishedAt ?? line.submittedAt),
    announcedOn: findDayIn(line.listedOn ?? line.announcedOn),
    featuredOn: findDayIn(line.dailyDate ?? line.featuredOn),
    links: linksOf(line),
    tallies: talliesOf(line),
    tallyHistory: historyOf(line),
    remark: cleanLine(line.comment),
    journalReference: cleanLine(line.journalReference),
    license: cleanLine(line.license),
    dailyPapers: unlessEmpty({ thumbnail: webAddress(line.thumbnail) }),
  });
}

function whyNoPaper(line: JsonObject): string {
  if (Array.isArray(line.ids) && typeof line.date === "string") {
    return "The line lists the ids of one day (date, ids); it is no paper.";
  }
  const names = Object.keys(line).slice(0, 6).join(", ").slice(0, 100);
  return `The record has no "title"; it has ${names || "no fields"}.`;
}

/** A list, or one line parted by semicolons or, where there are none, by commas and "and". */
function authorsIn(value: unknown): readonly unknown[] {
  if (typeof value !== "string") return listOf(value);
  return value.includes(";") ? value.split(";") : splitArxivAuthors(value);
}

/** Some collections of papers name all authors twice, in the same order. */
function onceEach(list: readonly unknown[]): RecordAuthor[] {
  const authors = list.map(toAuthor).filter((author) => author !== undefined);
  const half = authors.length / 2;
  const isDoubled =
    half >= 1 && authors.slice(0, half).every(({ name }, at) => name === authors[half + at]?.name);
  return isDoubled ? authors.slice(0, half) : authors;
}

function idOf(line: JsonObject, text: string): string | undefined {
  return idText(line, "id", text) ?? idText(line, "_id", text);
}

/** `2503.02130` written as a number is read from the text, where its last zero still stands. */
function idText(line: JsonObject, name: string, text: string): string | undefined {
  const value = line[name];
  if (typeof value !== "number") return cleanLine(value);
  const written = new RegExp(`"${name}"\\s*:\\s*([\\d.]{1,40})`).exec(text)?.[1];
  return written ?? String(value);
}

/** Files that know different things of one paper are different records of it. */
function dialectOf(line: JsonObject): string {
  if ("listedOn" in line) return "listed:";
  return "upvotesMax" in line || "dailyDate" in line ? "daily:" : "";
}

function splitList(value: unknown, separator: string | RegExp): readonly unknown[] {
  return typeof value === "string" ? value.split(separator) : listOf(value);
}

function linksOf(line: JsonObject): RecordLink[] {
  const said = (name: string, kind: LinkKind) =>
    addressesIn(line[name]).map((url): RecordLink => ({ kind, url }));
  return [
    ...said("url", "abstract"),
    ...said("pdf", "pdf"),
    ...said("github", "code"),
    ...said("project", "project"),
  ];
}

/** One field may hold several addresses, or words that are none. */
function addressesIn(value: unknown): string[] {
  if (typeof value !== "string" || value === "" || value.length > 4096) return [];
  return value.split(/[\s;]+/).flatMap((part) => {
    return webAddress(part.startsWith("www.") ? `https://${part}` : part) ?? [];
  });
}

/** More readings than a paper has in a year of days. */
const MAX_READINGS = 400;

/** `upvoteHistory`: lists of an instant, a feed and the upvotes it showed then. */
function historyOf(line: JsonObject) {
  const readings = listOf(line.upvoteHistory)
    .slice(0, MAX_READINGS)
    .flatMap((entry) => {
      const [at, , shown] = Array.isArray(entry) ? entry : [];
      const seenAt = findInstant(at);
      const upvotes = count(shown);
      return seenAt === undefined || upvotes === undefined ? [] : [{ seenAt, upvotes }];
    });
  if (readings.length === 0) return undefined;
  return readings.sort((one, other) => (one.seenAt < other.seenAt ? -1 : 1));
}

function talliesOf(line: JsonObject) {
  return unlessEmpty({
    upvotes: count(line.upvotesMax ?? line.upvotes),
    comments: count(line.comments ?? line.numComments),
    citations: count(line.citations),
    stars: count(line.stars ?? line.githubStars),
  });
}
