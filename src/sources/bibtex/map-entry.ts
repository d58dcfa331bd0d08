import { arxivCategories } from "../arxiv/category.ts";
import { parseArxivId } from "../arxiv/identifier.ts";
import type { Mapped } from "../format.ts";
import type { RecordLink } from "../record.ts";
import { cleanLine, cleanList, cleanText, webAddress, withoutGaps } from "../text/clean.ts";
import { parseDoi } from "../text/doi.ts";
import { localId } from "../text/fingerprint.ts";
import { dayFrom, findInstant, monthNumber } from "../text/instants.ts";
import { journalReference } from "../text/journal-reference.ts";
import { splitBibtexAuthors, withoutOuterBraces } from "./names.ts";
import type { BibtexEntry } from "./parse-entry.ts";

/** One entry; TeX stays as written. */
export function mapBibtexEntry({ key, fields }: BibtexEntry): Mapped {
  const title = cleanLine(withoutOuterBraces(fields.get("title") ?? ""));
  if (!title) return `The entry ${key.slice(0, 80)} has no title.`;
  const arxivId = arxivIdOf(fields);
  const journal = cleanLine(fields.get("journal") ?? fields.get("journaltitle"));
  const isArxivJournal = journal !== undefined && /\barxiv\b|^corr$/i.test(journal);
  const venue = isArxivJournal ? undefined : (journal ?? cleanLine(fields.get("booktitle")));
  return withoutGaps({
    source: "bibtex",
    sourceId: localId(key, title),
    title,
    abstract: cleanText(withoutOuterBraces(fields.get("abstract") ?? "")),
    authors: splitBibtexAuthors(fields.get("author") ?? "").map((name) => ({ name })),
    categories: arxivCategories([fields.get("primaryclass") ?? fields.get("eprintclass")]),
    keywords: cleanList((fields.get("keywords") ?? "").split(/[,;]/)),
    venue: venue && withoutOuterBraces(venue),
    arxivId,
    doi: parseDoi(fields.get("doi")?.replace(/\\_/g, "_")),
    submittedAt: findInstant(dateOf(fields)),
    links: linksOf(fields),
    remark: cleanLine(fields.get("note")),
    journalReference: isArxivJournal ? undefined : referenceOf(fields, venue),
  });
}

type Fields = BibtexEntry["fields"];

/** Written in `eprint`, or within `journal`, `doi` or `url`, or in several of them. */
function arxivIdOf(fields: Fields): string | undefined {
  const scheme = fields.get("archiveprefix") ?? fields.get("eprinttype") ?? "arXiv";
  const eprint = /arxiv/i.test(scheme) ? fields.get("eprint") : undefined;
  const inJournal = /(?:arXiv:|abs\/)\s*([a-z-]*\/?\d[\d.]*(?:v\d+)?)/i.exec(
    fields.get("journal") ?? "",
  );
  const addresses = [fields.get("doi"), fields.get("url")].filter((text) =>
    /arxiv/i.test(text ?? ""),
  );
  return [eprint, inJournal?.[1], ...addresses]
    .map((text) => (text ? parseArxivId(text)?.id : undefined))
    .find(Boolean);
}

/** A whole day only: `date = {2024-03-05}`, or year, month and day in their own fields. */
function dateOf(fields: Fields): string | undefined {
  const date = fields.get("date")?.trim();
  if (date) return date;
  const month = fields.get("month")?.trim() ?? "";
  const number = monthNumber(month) ?? Number(month);
  const day = Number(fields.get("day"));
  return number && day ? dayFrom(Number(fields.get("year")), number, day) : undefined;
}

function linksOf(fields: Fields): RecordLink[] {
  const url = webAddress(
    fields
      .get("url")
      ?.replace(/^\\url\{(.*)\}$/, "$1")
      .replace(/\\([_%&#~])/g, "$1"),
  );
  if (!url || parseArxivId(url)) return [];
  return [{ kind: /\.pdf$/i.test(url) ? "pdf" : "abstract", url }];
}

function referenceOf(fields: Fields, journal: string | undefined): string | undefined {
  return journalReference({
    journal,
    volume: fields.get("volume"),
    issue: fields.get("number"),
    pages: fields.get("pages")?.replace(/-+/g, "–"),
    year: fields.get("year") ?? fields.get("date")?.slice(0, 4),
  });
}
