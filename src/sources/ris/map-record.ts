import { parseArxivId } from "../arxiv/identifier.ts";
import type { Mapped } from "../format.ts";
import type { RecordLink } from "../record.ts";
import { cleanLine, cleanList, cleanText, webAddress, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { localId } from "../text/fingerprint.ts";
import { dayFrom, findInstant } from "../text/instants.ts";
import { journalReference } from "../text/journal-reference.ts";
import { givenNameFirst } from "../text/names.ts";

type Values = ReadonlyMap<string, readonly string[]>;

/** One record. Several tags mean the same, by program and type; the first that is there counts. */
export function mapRisRecord(record: Values): Mapped {
  const first = (...tags: string[]) => tags.map((tag) => record.get(tag)?.[0]).find(Boolean);
  const all = (...tags: string[]) => tags.flatMap((tag) => record.get(tag) ?? []);
  const title = cleanLine(first("TI", "T1", "CT"));
  if (!title) return "The record has no title (TI or T1).";
  const addresses = all("UR", "LK", "L1", "L2");
  const arxivId = arxivIdIn([first("DO"), first("ID"), first("AN"), first("M1"), ...addresses]);
  const venue = cleanLine(first("JO", "JF", "T2", "JA", "BT"));
  return withoutGaps({
    source: "ris",
    sourceId: localId(cleanLine(first("ID", "AN")), title),
    title,
    abstract: cleanText(first("AB", "N2")),
    authors: cleanList(all("AU", "A1")).map((name) => ({ name: givenNameFirst(name) })),
    keywords: cleanList(all("KW")),
    venue,
    arxivId,
    doi: parseDoi(first("DO", "M3")),
    submittedAt: instantOf(first("DA", "PY", "Y1")),
    links: linksOf(record),
    remark: cleanLine(first("N1")),
    journalReference: journalReference({
      journal: venue,
      volume: first("VL"),
      issue: first("IS"),
      pages: [first("SP"), first("EP")].filter(Boolean).join("–"),
      year: first("PY", "Y1", "DA")?.slice(0, 4),
    }),
  });
}

function arxivIdIn(texts: readonly (string | undefined)[]): string | undefined {
  const named = texts.filter((text) => /arxiv/i.test(text ?? ""));
  return named.map((text) => parseArxivId(text ?? "")?.id).find(Boolean);
}

/** `2024/03/05/other`; a date without a day is no instant. */
function instantOf(date: string | undefined): string | undefined {
  const [year, month, day] = (date ?? "").split(/[/-]/).map(Number);
  return year && month && day ? findInstant(dayFrom(year, month, day)) : undefined;
}

function linksOf(record: Values): RecordLink[] {
  const links: RecordLink[] = [];
  const add = (kind: RecordLink["kind"], tags: readonly string[]) => {
    const urls = tags
      .flatMap((tag) => record.get(tag) ?? [])
      .flatMap((text) => webAddress(text) ?? []);
    for (const url of urls) if (!parseArxivId(url)) links.push({ kind, url });
  };
  add("abstract", ["UR", "LK"]);
  add("pdf", ["L1"]);
  return links;
}
