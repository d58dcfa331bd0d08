import type { Mapped } from "../format.ts";
import { isObject, type JsonObject, listOf } from "../json/json-reader.ts";
import { toAuthor } from "../jsonl/authors.ts";
import type { RecordLink } from "../record.ts";
import { cleanLine, cleanList, cleanText, webAddress, withoutGaps } from "../text/clean.ts";
import { hasMarkup, htmlToText } from "../text/html.ts";
import { dayFrom, findInstant } from "../text/instants.ts";
import { journalReference } from "../text/journal-reference.ts";

/** What Crossref registers beside papers. */
const NO_PAPERS: ReadonlySet<string> = new Set([
  "component",
  "grant",
  "journal",
  "journal-issue",
  "journal-volume",
  "peer-review",
  "book-series",
  "book-set",
  "proceedings",
  "proceedings-series",
]);
/** First said, first believed; all but the first may be of a year only. */
const DATES = ["posted", "published-online", "published", "published-print", "issued"] as const;

/**
 * One work as Crossref describes it; abstracts come as JATS.
 *
 * @see https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md
 */
export function mapCrossrefWork(work: JsonObject): Mapped {
  // Given bare, and old ones hold signs that end a DOI in running text.
  const doi = cleanLine(work.DOI)?.toLowerCase();
  if (!doi || !/^10\.\d{4,9}\/\S+$/.test(doi)) return "Crossref's answer names no DOI.";
  if (NO_PAPERS.has(String(work.type))) {
    return `The DOI ${doi} is of a ${String(work.type).replace("-", " ")}, not of a paper.`;
  }
  const title = titleOf(work);
  if (!title) return `Crossref knows no title of ${doi}.`;
  const venue = line(work["container-title"]);
  return withoutGaps({
    source: "crossref",
    sourceId: doi,
    title,
    abstract: abstractOf(work.abstract),
    authors: listOf(work.author)
      .map(toPerson)
      .filter((author) => author !== undefined),
    keywords: cleanList(listOf(work.subject)),
    venue,
    doi,
    submittedAt: dateOf(work),
    links: linksOf(work),
    journalReference: journalReference({
      journal: venue,
      volume: cleanLine(work.volume),
      issue: cleanLine(work.issue),
      pages: cleanLine(work.page),
      year: yearOf(work.issued),
    }),
    license: licenseOf(work.license),
  });
}

function titleOf(work: JsonObject): string | undefined {
  const title = line(work.title);
  const subtitle = line(work.subtitle);
  const isNew = subtitle && !title?.toLowerCase().includes(subtitle.toLowerCase());
  return title && isNew ? `${title}: ${subtitle}` : title;
}

/** Crossref gives most texts as lists of one. */
function line(value: unknown): string | undefined {
  const text = cleanLine(Array.isArray(value) ? value[0] : value);
  return text !== undefined && hasMarkup(text) ? cleanLine(htmlToText(text)) : text;
}

/** Without the heading "Abstract", which many publishers put before it. */
function abstractOf(value: unknown): string | undefined {
  const text = cleanText(value);
  if (text === undefined) return undefined;
  const bare = text.replace(/<jats:title>\s*(?:abstract|summary)\.?\s*<\/jats:title>/gi, "");
  return cleanText(htmlToText(bare).replace(/^(?:abstract|summary)[.:]?\s*\n/i, ""));
}

/** People have a family name, groups a name. */
function toPerson(value: unknown) {
  if (!isObject(value)) return undefined;
  const parts = [value.given, value.family, value.suffix].map(cleanLine).filter(Boolean);
  return toAuthor({ ...value, name: parts.length > 0 ? parts.join(" ") : value.name });
}

function dateOf(work: JsonObject): string | undefined {
  for (const name of DATES) {
    const [year, month, day] = partsOf(work[name]);
    const whole = year && month && day ? dayFrom(year, month, day) : undefined;
    if (whole) return findInstant(whole);
  }
  return undefined;
}

function yearOf(date: unknown): string | undefined {
  const [year] = partsOf(date);
  return year ? String(year) : undefined;
}

function partsOf(date: unknown): number[] {
  const parts = isObject(date) ? listOf(listOf(date["date-parts"])[0]) : [];
  return parts.map(Number);
}

function linksOf(work: JsonObject): RecordLink[] {
  const resource = isObject(work.resource) ? work.resource.primary : undefined;
  const page = webAddress(isObject(resource) ? resource.URL : undefined);
  return page ? [{ kind: "abstract", url: page }] : [];
}

/** Of the version of record, where several are named. */
function licenseOf(value: unknown): string | undefined {
  const licenses = listOf(value).filter(isObject);
  const ofRecord = licenses.find((one) => one["content-version"] === "vor");
  return webAddress((ofRecord ?? licenses[0])?.URL);
}
