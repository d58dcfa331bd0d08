import { parseArxivId } from "../arxiv/identifier.ts";
import type { Mapped } from "../format.ts";
import type { RecordLink } from "../record.ts";
import { webAddress, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { dayFrom, findInstant } from "../text/instants.ts";
import { givenNameFirst } from "../text/names.ts";
import { readJsonLd } from "./json-ld.ts";
import { type PageWords, readDublinCore, readHighwire } from "./page-words.ts";
import type { PageMetadata } from "./read-page.ts";

const MAX_TITLE = 500;
const MAX_ABSTRACT = 10_000;
const MAX_AUTHORS = 3_000;

/**
 * What a page says of the paper it is about: Highwire's tags before schema.org before Dublin
 * Core, field by field. Names of people are taken without ORCID iDs: anybody can write a page.
 *
 * @param address of the page, after redirects.
 */
export function mapPage(page: PageMetadata, address: URL): Mapped {
  const said = [readHighwire(page), readJsonLd(page), readDublinCore(page)];
  const title = said.map((words) => words.title).find(Boolean);
  const authors = said.map((words) => words.authors).find((list) => list.length > 0);
  if (!title || !authors) {
    return "This page does not say to machines which paper it is about; use the form.";
  }
  const identifiers = said.flatMap((words) => words.identifiers);
  const url = addressOf(page, address);
  return withoutGaps({
    source: "web-page",
    sourceId: url.slice(0, 500),
    title: title.slice(0, MAX_TITLE),
    abstract: first(said, "abstract")?.slice(0, MAX_ABSTRACT),
    authors: authors
      .slice(0, MAX_AUTHORS)
      .map(({ name, ...rest }) => ({ name: givenNameFirst(name), ...rest })),
    keywords: said.map((words) => words.keywords).find((list) => list.length > 0) ?? [],
    venue: first(said, "venue"),
    arxivId: identifiers.map((text) => parseArxivId(text)?.id).find(Boolean),
    doi: identifiers.map(doiOf).find(Boolean),
    submittedAt: instantOf(first(said, "date")),
    links: linksOf(url, first(said, "pdf"), address),
  });
}

function first(said: readonly PageWords[], key: "abstract" | "venue" | "date" | "pdf") {
  return said.map((words) => words[key]).find(Boolean);
}

function doiOf(text: string): string | undefined {
  const doi = parseDoi(text);
  return doi && !parseArxivId(`doi:${doi}`) ? doi : undefined;
}

/** The address the page calls its own, where it is on the same site. */
function addressOf({ canonical }: PageMetadata, address: URL): string {
  const own =
    canonical && URL.canParse(canonical, address.href) ? new URL(canonical, address) : address;
  const isOwn = own.hostname === address.hostname && own.protocol.startsWith("http");
  const url = new URL(isOwn ? own : address);
  url.hash = "";
  return url.href;
}

/** `2026/11/20`, `2026-11-20` or an instant; a month or a year is no day. */
function instantOf(date: string | undefined): string | undefined {
  const parts = /^\s*(\d{4})[/-](\d{1,2})[/-](\d{1,2})\s*$/.exec(date ?? "");
  if (!parts) return findInstant(date);
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  return findInstant(dayFrom(year, month, day));
}

/** A link to arXiv would make the page speak for another paper; its id says that already. */
function linksOf(url: string, pdf: string | undefined, base: URL): RecordLink[] {
  const links: RecordLink[] = [{ kind: "abstract", url }];
  const address =
    pdf && URL.canParse(pdf, base.href) ? webAddress(new URL(pdf, base).href) : undefined;
  if (address && !parseArxivId(address) && !parseDoi(address)) {
    links.push({ kind: "pdf", url: address });
  }
  return links;
}
