import { isObject, type JsonObject, listOf } from "../json/json-reader.ts";
import { cleanList } from "../text/clean.ts";
import { type PageWords, plain, plainLine } from "./page-words.ts";
import type { PageMetadata } from "./read-page.ts";

const PAPERS: ReadonlySet<string> = new Set([
  "ScholarlyArticle",
  "MedicalScholarlyArticle",
  "Report",
  "Thesis",
  "Chapter",
]);
const MAX_DEPTH = 6;

/** schema.org, as JSON-LD. @see https://schema.org/ScholarlyArticle */
export function readJsonLd({ jsonLd }: PageMetadata): PageWords {
  const article = jsonLd.map(parse).flatMap((value) => papersIn(value, 0))[0];
  if (!article) return { authors: [], identifiers: [], keywords: [] };
  const keywords = article.keywords;
  return {
    title: plainLine(article.headline) ?? plainLine(article.name),
    abstract: plain(article.abstract) ?? plain(article.description),
    authors: many(article.author ?? article.creator).flatMap(toPerson),
    date: typeof article.datePublished === "string" ? article.datePublished : undefined,
    venue: plainLine(named(article.isPartOf)),
    identifiers: [article.identifier, article.sameAs, article["@id"]].flatMap(many).flatMap(idOf),
    keywords: cleanList(typeof keywords === "string" ? keywords.split(/[;,]/) : many(keywords)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Descriptions of papers anywhere in the value, outermost first. */
function papersIn(value: unknown, depth: number): JsonObject[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item) => papersIn(item, depth + 1));
  if (!isObject(value)) return [];
  const isPaper = many(value["@type"]).some((type) => PAPERS.has(String(type)));
  const within = [value["@graph"], value.mainEntity].flatMap((item) => papersIn(item, depth + 1));
  return isPaper ? [value, ...within] : within;
}

function many(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? listOf(value) : [value];
}

function named(value: unknown): unknown {
  const [first] = many(value);
  return isObject(first) ? first.name : first;
}

function toPerson(value: unknown): PageWords["authors"] {
  if (!isObject(value)) {
    const name = plainLine(value);
    return name ? [{ name }] : [];
  }
  const parts = [value.givenName, value.familyName].map(plainLine).filter(Boolean).join(" ");
  const name = plainLine(value.name) ?? plainLine(parts);
  if (!name) return [];
  const affiliations = cleanList(many(value.affiliation).map(named));
  return [{ name, ...(affiliations.length > 0 && { affiliations }) }];
}

function idOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return isObject(value) && typeof value.value === "string" ? [value.value] : [];
}
