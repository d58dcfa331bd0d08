import { analyseText } from "../query/analyse-query.ts";
import type { FilterClause, ParsedQuery } from "../query/parsed-query.ts";
import type { SearchFilters } from "../search.ts";
import { dayNumber } from "./day-number.ts";
import { type HasName, hasBits } from "./has-flags.ts";
import type { IndexView } from "./index-view.ts";
import { markListed } from "./list-filter.ts";
import { findPhrase } from "./phrases.ts";
import { listDocuments } from "./postings.ts";
import { resolveTerm } from "./resolve-terms.ts";

/**
 * One byte per document, 1 where it is not deleted and holds to every condition;
 * `undefined` where all do.
 */
export function selectDocuments(
  view: IndexView,
  query: ParsedQuery,
  filters: SearchFilters = {},
): Uint8Array | undefined {
  const clauses = [...query.filters, ...clausesOf(filters)];
  const from = later(query.from, filters.from);
  const until = earlier(query.until, filters.until);
  const conditions = [
    ...query.phrases.map((phrase) => ({ marks: markPhrase(view, phrase), wanted: 1 })),
    ...query.excludedPhrases.map((phrase) => ({ marks: markPhrase(view, phrase), wanted: 0 })),
    ...query.excludedWords.map((word) => ({ marks: markWord(view, word), wanted: 0 })),
    ...clauses.map((clause) => ({
      marks: markClause(view, clause),
      wanted: clause.isNegated ? 0 : 1,
    })),
  ];
  const hasDates = from !== undefined || until !== undefined;
  if (conditions.length === 0 && !hasDates && view.liveCount === view.capacity) return undefined;
  const selection = new Uint8Array(view.capacity).fill(1);
  eachSegment(view, selection, (segment, part) => {
    for (let at = 0; at < part.length; at++) if (segment.deleted[at] === 1) part[at] = 0;
    if (!hasDates) return;
    const first = from ? dayNumber(from) : -Infinity;
    const last = until ? dayNumber(until) : Infinity;
    const { day } = segment.columns;
    for (let at = 0; at < part.length; at++) {
      if (day[at]! < first || day[at]! > last) part[at] = 0;
    }
  });
  for (const { marks, wanted } of conditions) {
    for (let at = 0; at < selection.length; at++) if (marks[at] !== wanted) selection[at] = 0;
  }
  return selection;
}

/** Calls back with each segment and its part of `bytes`, which spans the index. */
function eachSegment(
  view: IndexView,
  bytes: Uint8Array,
  visit: (segment: IndexView["segments"][number], part: Uint8Array) => void,
): void {
  for (const [at, segment] of view.segments.entries()) {
    const base = view.bases[at]!;
    visit(segment, bytes.subarray(base, base + segment.totals.documents));
  }
}

function clausesOf(filters: SearchFilters): FilterClause[] {
  const lists = [
    ["author", filters.authors],
    ["org", filters.organizations],
    ["category", filters.categories],
    ["venue", filters.venues],
    ["has", filters.has],
  ] as const;
  return lists.flatMap(([field, values]) =>
    values && values.length > 0 ? [{ field, values, isNegated: false }] : [],
  );
}

function markClause(view: IndexView, clause: FilterClause): Uint8Array {
  const marks = new Uint8Array(view.capacity);
  const { field, values } = clause;
  if (field !== "has") {
    for (const value of values) markListed(view, field, value, marks);
    return marks;
  }
  const bits = hasBits(values as HasName[]);
  eachSegment(view, marks, ({ columns }, part) => {
    for (let at = 0; at < part.length; at++) part[at] = (columns.has[at]! & bits) === 0 ? 0 : 1;
  });
  return marks;
}

function markPhrase(view: IndexView, phrase: string): Uint8Array {
  const marks = new Uint8Array(view.capacity);
  eachSegment(view, marks, (segment, part) => {
    for (const document of findPhrase(segment, phrase)) part[document] = 1;
  });
  return marks;
}

/** A hyphenated word is excluded as the phrase it is. */
function markWord(view: IndexView, word: string): Uint8Array {
  const { words } = analyseText(word);
  if (words.length > 1) return markPhrase(view, word);
  const marks = new Uint8Array(view.capacity);
  for (const term of words.map((one) => resolveTerm(view, one))) {
    for (const [at, segment] of view.segments.entries()) {
      for (const place of term.places[at]!) {
        for (const document of listDocuments(segment, place)) {
          marks[view.bases[at]! + document] = 1;
        }
      }
    }
  }
  return marks;
}

function later<T extends string>(a: T | undefined, b: T | undefined): T | undefined {
  return a && b ? (a > b ? a : b) : (a ?? b);
}

function earlier<T extends string>(a: T | undefined, b: T | undefined): T | undefined {
  return a && b ? (a < b ? a : b) : (a ?? b);
}
