import { isDailyItem } from "./daily-papers/map-item.ts";
import { type FormatName, formatNames } from "./format.ts";
import { isObject, type JsonObject } from "./json/json-reader.ts";
import { createJsonSplitter } from "./json/split-json.ts";

/** The format, or why it is none that is read (a sentence for people). */
export type Detected = { readonly format: FormatName } | { readonly reason: string };

/** Text that is enough to tell every format, in UTF-16 units. */
export const SAMPLE_LENGTH = 256 * 1024;

/** Records that are looked at until one of them tells the format. */
const TRIED_RECORDS = 20;

export const knownFormats = `Formats that are read: ${formatNames.join(", ")}.`;
const unknown = (what: string): Detected => ({ reason: `The file is ${what}. ${knownFormats}` });
const is = (format: FormatName): Detected => ({ format });

/** Tells the format by the beginning of the text; names of files play no part. */
export function detectFormat(sample: string): Detected {
  const text = sample.trimStart();
  if (text === "") return { reason: "The file is empty." };
  if (text.startsWith("<")) return detectXml(text);
  if (/^\{\\rtf/.test(text)) return unknown("a rich-text document");
  const isBibtex = /^[ \t]*@\s*[A-Za-z]+\s*[{(]/m.test(text.slice(0, 20_000));
  if (/^[[{]/.test(text) && !isBibtex) return detectJson(text);
  if (/^TY {1,2}-/m.test(text.slice(0, 4000))) return is("ris");
  if (isListing(text)) return is("listing");
  if (isBibtex) return is("bibtex");
  if (firstFormat(objectsIn(text))) return is("jsonl");
  return unknown("text, but not of a format that is known");
}

/** Words of the page's own, or footers such as `• 4 authors`. */
function isListing(text: string): boolean {
  const words = /get trending papers in your email inbox|by\s?AK and the research community/i;
  if (words.test(text.slice(0, 20_000))) return true;
  return /^\s*• \d+ authors?\s*$/m.test(text);
}

function detectXml(text: string): Detected {
  if (/^<!doctype html|^<html|^<\?xml[^>]*>\s*<!doctype html/i.test(text)) {
    return unknown("a web page (HTML); save it as text, or fetch the data behind it");
  }
  const body = text.replace(/^(?:<\?[^>]*\?>|<!--(?:[^-]|-(?!->))*-->|\s+)+/, "");
  if (/^<!doctype/i.test(body)) return { reason: "The document has a DOCTYPE, which is not read." };
  const name = /^<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)/.exec(body)?.[1];
  if (name === "feed") return is(isArxivAnswer(text) ? "arxiv-atom" : "rss");
  if (name === "rss" || name === "RDF") return is("rss");
  if (name && ["OAI-PMH", "ListRecords", "GetRecord"].includes(name)) return is("arxiv-oai");
  if (name === "record" && text.includes("openarchives.org/OAI")) return is("arxiv-oai");
  return unknown(
    name ? `an XML document of <${name}>` : "no XML document, though it begins with <",
  );
}

/** arXiv's search API, not its daily feed: both are Atom. */
function isArxivAnswer(text: string): boolean {
  if (text.includes("rss.arxiv.org") || text.includes("announce_type")) return false;
  return text.includes("arxiv.org/api") || text.includes("http://arxiv.org/schemas/atom");
}

function detectJson(text: string): Detected {
  if (/^\[\s*\]\s*$/.test(text)) return is("daily-papers");
  const lines = objectsIn(text);
  const isLines = lines[0] !== undefined && text.startsWith("{") && !hasPaperList(lines[0]);
  const objects = isLines ? lines : firstItems(text);
  if (!objects[0]) return detectCutJson(text);
  const format = firstFormat(objects);
  if (format === undefined) return unknown(describe(objects[0]));
  const hasMoreLines = isLines && /\n\s*\{/.test(text);
  // CSL items and Daily Papers items may also stand one to a line.
  return is(hasMoreLines && format === "daily-papers" ? "jsonl" : format);
}

/** The objects among the first lines; broken lines do not hide the others. */
function objectsIn(text: string): JsonObject[] {
  return text
    .split(/\r\n?|\n/, TRIED_RECORDS)
    .map(parse)
    .filter((object) => object !== undefined);
}

function firstFormat(objects: readonly JsonObject[]): FormatName | undefined {
  return objects.map(formatOf).find((format) => format !== undefined);
}

function hasPaperList(object: JsonObject): boolean {
  return ["dailyPapers", "searchResults", "items", "papers"].some((name) =>
    Array.isArray(object[name]),
  );
}

function firstItems(text: string): JsonObject[] {
  const found: JsonObject[] = [];
  const splitter = createJsonSplitter({
    onItem: (item) => {
      const object = found.length < TRIED_RECORDS ? parse(item) : undefined;
      if (object) found.push(object);
    },
    onRefused: () => undefined,
  });
  splitter.push(text);
  return found;
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Beside a title, one of these tells a paper from other things that have titles. */
const TELLING_FIELDS = ["id", "_id", "abstract", "summary", "text", "authors", "doi", "arxiv"];

function formatOf(object: JsonObject): FormatName | undefined {
  if (isDailyItem(object)) return "daily-papers";
  if (Array.isArray(object.ids) && typeof object.date === "string") return "jsonl";
  if (typeof object.title !== "string" || "display_name" in object) return undefined;
  const has = (...names: string[]) => names.some((name) => name in object);
  if (has("type") && has("issued", "DOI", "container-title", "URL") && !has("abstracts"))
    return "csl";
  if (has("discussionId", "submittedOnDailyAt", "submittedOnDailyBy")) return "daily-papers";
  if (has("type") && hasCslAuthors(object)) return "csl";
  const isTitleAlone = Object.keys(object).length === 1;
  return isTitleAlone || has(...TELLING_FIELDS) ? "jsonl" : undefined;
}

function hasCslAuthors(object: JsonObject): boolean {
  const authors: unknown = object.author;
  return Array.isArray(authors) && authors.some((author) => isObject(author) && "family" in author);
}

/** The first record is longer than the sample, or broken: its field names tell. */
function detectCutJson(text: string): Detected {
  if (/"paper"\s*:\s*\{|"dailyPapers"/.test(text)) return is("daily-papers");
  if (/"date-parts"|"container-title"/.test(text)) return is("csl");
  if (/"title"\s*:/.test(text)) return is("jsonl");
  return unknown("JSON, but holds no papers that are known by their fields");
}

function describe(object: JsonObject): string {
  const names = Object.keys(object).slice(0, 6).join(", ").slice(0, 100);
  return `JSON of a kind that is not known (fields ${names})`;
}
