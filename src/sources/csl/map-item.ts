import { parseArxivId } from "../arxiv/identifier.ts";
import type { Mapped } from "../format.ts";
import { isObject, type JsonObject, listOf } from "../json/json-reader.ts";
import { toAuthor } from "../jsonl/authors.ts";
import type { RecordAuthor, RecordLink } from "../record.ts";
import { cleanLine, cleanList, cleanText, webAddress, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { localId } from "../text/fingerprint.ts";
import { hasMarkup, htmlToText } from "../text/html.ts";
import { dayFrom, findInstant } from "../text/instants.ts";

/**
 * One item of CSL-JSON.
 *
 * @see https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
 */
export function mapCslItem(item: JsonObject): Mapped {
  const title = plainLine(item.title);
  if (!title) return `The item ${cleanLine(item.id) ?? ""} has no title.`.replace("  ", " ");
  const arxivId = arxivIdOf(item);
  const id = typeof item.id === "number" ? String(item.id) : cleanLine(item.id);
  return withoutGaps({
    source: "csl",
    sourceId: localId(id, title),
    title,
    abstract: plain(item.abstract),
    authors: listOf(item.author)
      .map(toPerson)
      .filter((author) => author !== undefined),
    keywords: cleanList(keywordsOf(item)),
    venue: plainLine(item["container-title"]) ?? cleanLine(item["event-title"] ?? item.event),
    arxivId,
    doi: parseDoi(item.DOI),
    submittedAt: instantOf(item.submitted) ?? instantOf(item.issued),
    links: linksOf(item),
    remark: cleanLine(item.note),
    license: cleanLine(item.license),
  });
}

/** Names in the order in which they are printed, with particle and suffix. */
function toPerson(value: unknown): RecordAuthor | undefined {
  if (!isObject(value) || value.literal !== undefined) return toAuthor(value);
  const family = [value["non-dropping-particle"], value.family].map(cleanLine).filter(Boolean);
  const given = [value.given, value["dropping-particle"]].map(cleanLine).filter(Boolean);
  const suffix = cleanLine(value.suffix);
  const name = [...given, ...family].join(" ") + (suffix ? ` ${suffix}` : "");
  return toAuthor({ ...value, name: name === "" ? value.name : name });
}

function plain(value: unknown): string | undefined {
  const text = cleanText(Array.isArray(value) ? value[0] : value);
  return text !== undefined && hasMarkup(text) ? cleanText(htmlToText(text)) : text;
}

function plainLine(value: unknown): string | undefined {
  return cleanLine(plain(value));
}

function keywordsOf(item: JsonObject): readonly unknown[] {
  const said = item.keyword ?? item.keywords ?? item.categories;
  return typeof said === "string" ? said.split(/[,;]/) : listOf(said);
}

/** The first moment of the date, where it names at least a day; a month or a year is no day. */
function instantOf(date: unknown): string | undefined {
  if (!isObject(date)) return undefined;
  const first = listOf(date["date-parts"])[0];
  const [year, month, day] = listOf(first).map(Number);
  if (year && month && day) return findInstant(dayFrom(year, month, day));
  return findInstant(cleanText(date.raw) ?? cleanText(date.literal));
}

function arxivIdOf(item: JsonObject): string | undefined {
  const isArxiv = /arxiv/i.test(`${item.archive ?? ""} ${item.publisher ?? ""}`);
  const numbers = isArxiv ? [item.archive_location, item["archive-location"], item.number] : [];
  const named = [item.DOI, item.URL, ...numbers, item.number].map(cleanLine);
  const isTold = (text: string) => /arxiv/i.test(text) || numbers.includes(text);
  return named
    .map((text) => (text && isTold(text) ? parseArxivId(text)?.id : undefined))
    .find(Boolean);
}

function linksOf(item: JsonObject): RecordLink[] {
  const url = webAddress(item.URL);
  return url && !parseArxivId(url) ? [{ kind: "abstract", url }] : [];
}
