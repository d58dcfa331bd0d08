import { analyseText } from "../query/analyse-query.ts";
import { clausesOf } from "../query/clauses-of.ts";
import type { FilterClause, ParsedQuery } from "../query/parsed-query.ts";
import type { SearchFilters } from "../search.ts";
import { dayNumber } from "./day-number.ts";
import { countDeleted } from "./deleted-count.ts";
import { type HasName, hasBits } from "./has-flags.ts";
import type { IndexView } from "./index-view.ts";
import { markListed } from "./list-filter.ts";
import { findPhrase } from "./phrases.ts";
import { listDocuments } from "./postings.ts";
import { resolveTerm } from "./resolve-terms.ts";
import type { Segment } from "./segment.ts";

/** What a selection depends on: equal ones select alike in one index. */
interface Conditions {
  readonly phrases: readonly string[];
  readonly excludedPhrases: readonly string[];
  readonly excludedWords: readonly string[];
  readonly clauses: readonly FilterClause[];
  /** Days since 1970-01-01, both included. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** Selections kept per index, so that the next page or query with a filter finds it made. */
const KEPT = 8;

const keptByView = new WeakMap<IndexView, Map<string, Uint8Array>>();

/**
 * One byte per document, 1 where it is not deleted and holds to every condition;
 * `undefined` where all do. Shared by searches: never to be written to.
 */
export function selectDocuments(
  view: IndexView,
  query: ParsedQuery,
  filters: SearchFilters = {},
): Uint8Array | undefined {
  const conditions = conditionsOf(query, filters);
  const key = JSON.stringify(conditions);
  if (key === NO_CONDITIONS && view.liveCount === view.capacity) return undefined;
  const kept = keptByView.get(view) ?? new Map<string, Uint8Array>();
  keptByView.set(view, kept);
  const selection = kept.get(key) ?? makeSelection(view, conditions);
  // The last used comes last.
  kept.delete(key);
  kept.set(key, selection);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return selection;
}

function conditionsOf(query: ParsedQuery, filters: SearchFilters): Conditions {
  const from = later(query.from, filters.from);
  const until = earlier(query.until, filters.until);
  const { phrases, excludedPhrases, excludedWords } = query;
  return {
    phrases,
    excludedPhrases,
    excludedWords,
    clauses: [...query.filters, ...clausesOf(filters)],
    first: from && dayNumber(from),
    last: until && dayNumber(until),
  };
}

const NO_CONDITIONS = JSON.stringify({
  phrases: [],
  excludedPhrases: [],
  excludedWords: [],
  clauses: [],
} satisfies Omit<Conditions, "first" | "last">);

function makeSelection(view: IndexView, conditions: Conditions): Uint8Array {
  const { first = -Infinity, last = Infinity } = conditions;
  const selection = new Uint8Array(view.capacity).fill(1);
  eachSegment(view, selection, (segment, part) => {
    if (countDeleted(segment.deleted) > 0) keepWhere(part, segment.deleted, 0);
    if (first !== -Infinity || last !== Infinity) keepDays(part, segment.columns.day, first, last);
  });
  for (const phrase of conditions.phrases) keepWhere(selection, markPhrase(view, phrase), 1);
  for (const phrase of conditions.excludedPhrases) {
    keepWhere(selection, markPhrase(view, phrase), 0);
  }
  for (const word of conditions.excludedWords) keepWhere(selection, markWord(view, word), 0);
  for (const clause of conditions.clauses) {
    const wanted = clause.isNegated ? 0 : 1;
    if (clause.field === "has") keepHaving(view, selection, clause);
    else keepWhere(selection, markClause(view, clause.field, clause.values), wanted);
  }
  return selection;
}

/** Leaves out what is not marked so; marks are 0 and 1. */
function keepWhere(selection: Uint8Array, marks: Uint8Array, wanted: number): void {
  for (let at = 0; at < selection.length; at++) {
    selection[at] = selection[at]! & (marks[at]! ^ wanted ^ 1);
  }
}

function keepDays(part: Uint8Array, day: Int32Array, first: number, last: number): void {
  for (let at = 0; at < part.length; at++) {
    if (day[at]! < first || day[at]! > last) part[at] = 0;
  }
}

function keepHaving(view: IndexView, selection: Uint8Array, clause: FilterClause): void {
  const bits = hasBits(clause.values as HasName[]);
  eachSegment(view, selection, ({ columns }, part) => {
    keepBits(part, columns.has, bits, clause.isNegated ? 0 : 1);
  });
}

function keepBits(part: Uint8Array, has: Uint8Array, bits: number, wanted: number): void {
  for (let at = 0; at < part.length; at++) {
    const holds = (has[at]! & bits) === 0 ? 0 : 1;
    part[at] = part[at]! & (holds ^ wanted ^ 1);
  }
}

/** Calls back with each segment and its part of `bytes`, which spans the index. */
function eachSegment(
  view: IndexView,
  bytes: Uint8Array,
  visit: (segment: Segment, part: Uint8Array) => void,
): void {
  for (const [at, segment] of view.segments.entries()) {
    const base = view.bases[at]!;
    visit(segment, bytes.subarray(base, base + segment.totals.documents));
  }
}

function markClause(
  view: IndexView,
  field: Exclude<FilterClause["field"], "has">,
  values: readonly string[],
): Uint8Array {
  const marks = new Uint8Array(view.capacity);
  for (const value of values) markListed(view, field, value, marks);
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
