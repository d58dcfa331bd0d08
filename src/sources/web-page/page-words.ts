import { cleanLine, cleanList, cleanText } from "../text/clean.ts";
import { hasMarkup, htmlToText } from "../text/html.ts";
import type { PageMetadata } from "./read-page.ts";

/** What one vocabulary says of the paper a page is about; absent where it says nothing. */
export interface PageWords {
  readonly title?: string | undefined;
  readonly abstract?: string | undefined;
  readonly authors: readonly { readonly name: string; readonly affiliations?: readonly string[] }[];
  readonly date?: string | undefined;
  readonly venue?: string | undefined;
  readonly identifiers: readonly string[];
  readonly keywords: readonly string[];
  readonly pdf?: string | undefined;
}

/** The words of a value, without markup. */
export function plain(value: unknown): string | undefined {
  const text = cleanText(value);
  return text !== undefined && hasMarkup(text) ? cleanText(htmlToText(text)) : text;
}

export function plainLine(value: unknown): string | undefined {
  return cleanLine(plain(value));
}

/**
 * Highwire Press tags, which publishers write for Google Scholar.
 *
 * @see https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
 */
export function readHighwire({ meta }: PageMetadata): PageWords {
  const first = (...names: string[]) =>
    names.map((name) => meta.get(`citation_${name}`)?.[0]).find((value) => value?.trim());
  const all = (name: string) => meta.get(`citation_${name}`) ?? [];
  const named = all("author").length > 0 ? all("author") : all("authors").flatMap(splitNames);
  const institutions = all("author_institution");
  // The tags stand apart in the map; only one to a name can be put beside it.
  const isPaired = institutions.length === named.length;
  return {
    title: plainLine(first("title")),
    abstract: plain(first("abstract")),
    authors: named.flatMap((value, index) => {
      const name = plainLine(value);
      const place = isPaired ? plainLine(institutions[index]) : undefined;
      return name ? [{ name, ...(place && { affiliations: [place] }) }] : [];
    }),
    date: first("online_date", "publication_date", "date"),
    venue: plainLine(first("journal_title", "conference_title", "inbook_title")),
    identifiers: [...all("arxiv_id").map((id) => `arXiv:${id}`), ...all("doi")],
    keywords: cleanList(all("keywords").flatMap((value) => value.split(/[;,]/))),
    pdf: first("pdf_url"),
  };
}

function splitNames(value: string): string[] {
  return value.split(";");
}

/** Dublin Core, as `dc.` or `dcterms.`. @see https://www.dublincore.org/specifications/ */
export function readDublinCore({ meta }: PageMetadata): PageWords {
  const all = (name: string) => [
    ...(meta.get(`dc.${name}`) ?? []),
    ...(meta.get(`dcterms.${name}`) ?? []),
  ];
  return {
    title: plainLine(all("title")[0]),
    abstract: plain(all("abstract")[0] ?? all("description")[0]),
    authors: [...all("creator"), ...all("contributor.author")].flatMap((value) => {
      const name = plainLine(value);
      return name ? [{ name }] : [];
    }),
    date: all("date")[0] ?? all("date.issued")[0] ?? all("issued")[0],
    venue: plainLine(all("source")[0] ?? all("relation.ispartof")[0]),
    identifiers: all("identifier"),
    keywords: cleanList(all("subject").flatMap((value) => value.split(/[;,]/))),
  };
}
