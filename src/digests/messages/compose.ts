import { type EditionReader, firstDay, lastDay, type Period, periodKind } from "#editions";
import {
  addressesOf,
  authorsLine,
  keySentence,
  type PaperReader,
  type PaperWithTally,
  texToText,
} from "#papers";
import { AppError, type Day } from "#platform";
import type { MailSite } from "./site.ts";

/** Papers in one digest; the rest of the edition is one link away. */
const PAPERS = 10;
const AUTHORS = 3;
/** With ten papers and every character escaped, these keep a message below 80 KB. */
const MAX_TITLE_CHARACTERS = 300;
const MAX_AUTHORS_CHARACTERS = 200;
const MAX_SENTENCE_CHARACTERS = 280;
const MAX_SUBJECT_TITLE_CHARACTERS = 120;

export interface DigestPaper {
  /** Plain text, as are all its texts. */
  readonly title: string;
  readonly authors: string;
  /** The sentence of the abstract that says most; may be empty. */
  readonly sentence: string;
  /** Primary category; may be empty. */
  readonly label: string;
  readonly upvotes: number;
  readonly comments: number;
  readonly url: string;
  readonly pdfUrl?: string;
}

/** What the digest of one edition says to everybody. */
export interface Digest {
  readonly period: Period;
  readonly site: MailSite;
  readonly subject: string;
  /** "Friday, 20 November 2026", "Week 47, 16–22 November 2026" or "November 2026". */
  readonly dateline: string;
  readonly total: number;
  readonly papers: readonly DigestPaper[];
  readonly editionUrl: string;
}

export interface ComposeParts {
  readonly editions: Pick<EditionReader, "get">;
  readonly papers: Pick<PaperReader, "findMany">;
}

/**
 * The first papers of an edition, in its order, as it stands.
 *
 * @throws AppError `not_found` when the edition has no papers.
 */
export async function composeDigest(
  parts: ComposeParts,
  site: MailSite,
  period: Period,
): Promise<Digest> {
  const edition = await parts.editions.get(period, { limit: PAPERS });
  const ids = edition.entries.map((entry) => entry.paperId);
  const found = new Map((await parts.papers.findMany(ids)).map((paper) => [paper.id, paper]));
  const papers = edition.entries.flatMap(({ paperId, upvotes, comments }) => {
    const paper = found.get(paperId);
    return paper ? [toDigestPaper(paper, { upvotes, comments }, site)] : [];
  });
  const lead = papers[0];
  if (!lead) throw new AppError("not_found", `There are no papers in ${period}`);
  const folder = { day: "daily", week: "weekly", month: "monthly" }[edition.kind];
  return {
    period,
    site,
    subject: subjectOf(lead.title, edition.total),
    dateline: renderDateline(period),
    total: edition.total,
    papers,
    editionUrl: `${site.url}/${folder}/${period}`,
  };
}

function toDigestPaper(
  paper: PaperWithTally,
  counts: { upvotes: number; comments: number },
  site: MailSite,
): DigestPaper {
  const { pdf } = addressesOf(paper);
  const path = paper.id.split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  return {
    ...counts,
    title: plain(texToText(paper.title), MAX_TITLE_CHARACTERS),
    authors: plain(
      authorsLine(paper, AUTHORS).replace(/ \+(\d+)$/, " and $1 more"),
      MAX_AUTHORS_CHARACTERS,
    ),
    sentence: plain(texToText(keySentence(paper.abstract)), MAX_SENTENCE_CHARACTERS),
    label: paper.categories[0] ?? "",
    url: `${site.url}/papers/${path}`,
    ...(pdf && { pdfUrl: pdf }),
  };
}

function subjectOf(leadTitle: string, total: number): string {
  const title = clip(leadTitle, MAX_SUBJECT_TITLE_CHARACTERS);
  return total > 1 ? `${title}, and ${total - 1} more` : title;
}

/** Marks that turn the direction of text, in a subject and of what stands after them. */
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

function plain(text: string, maxCharacters: number): string {
  return clip(text.replaceAll(DIRECTION_MARKS, ""), maxCharacters);
}

/** Cuts at a word, and says so. */
function clip(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const cut = text.lastIndexOf(" ", maxCharacters - 1);
  return `${text.slice(0, cut > maxCharacters / 2 ? cut : maxCharacters - 1).toWellFormed()}…`;
}

export function renderDateline(period: Period): string {
  const first = firstDay(period);
  const kind = periodKind(period);
  if (kind === "month") return `${part(first, { month: "long" })} ${first.slice(0, 4)}`;
  if (kind === "day") return `${part(first, { weekday: "long" })}, ${date(first)}`;
  const last = lastDay(period);
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
  const from = isOneMonth ? part(first, { day: "numeric" }) : date(first);
  return `Week ${Number(period.slice(-2))}, ${from}${isOneMonth ? "–" : " – "}${date(last)}`;
}

function date(day: Day): string {
  return part(day, { day: "numeric", month: "long", year: "numeric" });
}

function part(day: Day, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(new Date(day));
}
