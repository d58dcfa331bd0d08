import type { FacetCount, FacetName } from "../search.ts";
import { yearOf } from "./day-number.ts";
import { hasNames } from "./has-flags.ts";
import type { IndexView } from "./index-view.ts";
import type { ListColumn, ListName, Segment } from "./segment.ts";
import { stringAt } from "./string-table.ts";

/** Values shown per facet. */
const SHOWN = 20;
/** Values of each segment that are added up over segments; more than are shown. */
const CONSIDERED = 200;

type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

/** A segment, and the numbers in it of the documents that are counted. */
interface Counted {
  readonly segment: Segment;
  readonly documents: Uint32Array;
}

/** @param hits one byte per document, 1 where it is to be counted. */
export function countFacets(view: IndexView, hits: Uint8Array): Facets {
  if (places.length < view.capacity) places = new Uint32Array(view.capacity);
  const counted = view.segments.map((segment, at) => {
    const base = view.bases[at]!;
    const end = base + segment.totals.documents;
    return { segment, documents: findPlaces(hits.subarray(base, end), places.subarray(base, end)) };
  });
  return {
    author: countList(counted, "author"),
    org: countList(counted, "org"),
    category: countList(counted, "category"),
    venue: countList(counted, "venue"),
    year: countYears(counted),
    has: countHas(counted),
  };
}

/** As long as the largest index met. */
let places = new Uint32Array(0);

/** Where the marks, 0 or 1 each, are 1. */
function findPlaces(marks: Uint8Array, places: Uint32Array): Uint32Array {
  let count = 0;
  for (let at = 0; at < marks.length; at++) {
    // Written in any case and kept by moving on: hits are too irregular to foresee.
    places[count] = at;
    count += marks[at]!;
  }
  return places.subarray(0, count);
}

function countList(counted: readonly Counted[], name: ListName): FacetCount[] {
  const sums = new Map<string, { label: string; count: number }>();
  for (const { segment, documents } of counted) {
    const list = segment.lists[name];
    const counts = blankCounts(list.slugs.offsets.length - 1);
    countValues(list, documents, counts);
    for (const ordinal of largest(counts, counted.length === 1 ? SHOWN : CONSIDERED)) {
      const slug = stringAt(list.slugs, ordinal);
      const sum = sums.get(slug) ?? { label: stringAt(list.labels, ordinal), count: 0 };
      sum.count += counts[ordinal]!;
      sums.set(slug, sum);
    }
  }
  const facets = Array.from(sums, ([slug, { label, count }]) => ({
    value: name === "category" ? label : slug,
    label,
    count,
  }));
  return facets.sort(byCount).slice(0, SHOWN);
}

function countValues(
  { starts, values }: ListColumn,
  documents: Uint32Array,
  counts: Uint32Array,
): void {
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at]!;
    const end = starts[document + 1]!;
    for (let value = starts[document]!; value < end; value++) counts[values[value]!]!++;
  }
}

/** As long as the longest list met; every list is counted before the next. */
let counters = new Uint32Array(0);

function blankCounts(length: number): Uint32Array {
  if (counters.length < length) counters = new Uint32Array(length);
  return counters.subarray(0, length).fill(0);
}

/** Indices of the `limit` largest counts above 0, the first of equal ones. */
function largest(counts: Uint32Array, limit: number): number[] {
  const best: number[] = [];
  let least = 0;
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at]!;
    if (count <= least) continue;
    let place = best.length;
    while (place > 0 && counts[best[place - 1]!]! < count) place--;
    best.splice(place, 0, at);
    if (best.length > limit) best.pop();
    if (best.length === limit) least = counts[best[limit - 1]!]!;
  }
  return best;
}

function byCount(a: FacetCount, b: FacetCount): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}

function countYears(counted: readonly Counted[]): FacetCount[] {
  const perYear = new Map<string, number>();
  for (const { segment, documents } of counted) {
    for (const [day, count] of countDays(segment.columns.day, documents)) {
      const year = `${yearOf(day)}`;
      perYear.set(year, (perYear.get(year) ?? 0) + count);
    }
  }
  return Array.from(perYear, ([value, count]) => ({ value, label: value, count })).sort(byCount);
}

/** Days that documents have, and how many have each. */
function countDays(days: Int32Array, documents: Uint32Array): [day: number, count: number][] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < documents.length; at++) {
    const day = days[documents[at]!]!;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const counts = blankCounts(Math.max(0, last - first + 1));
  for (let at = 0; at < documents.length; at++) counts[days[documents[at]!]! - first]!++;
  const found: [number, number][] = [];
  for (let at = 0; at < counts.length; at++) {
    if (counts[at]! > 0) found.push([first + at, counts[at]!]);
  }
  return found;
}

function countHas(counted: readonly Counted[]): FacetCount[] {
  const perBits = new Uint32Array(256);
  for (const { segment, documents } of counted) {
    const { has } = segment.columns;
    for (let at = 0; at < documents.length; at++) perBits[has[documents[at]!]!]!++;
  }
  return hasNames
    .map((value, bit) => {
      let count = 0;
      for (let bits = 0; bits < perBits.length; bits++) {
        if (bits & (1 << bit)) count += perBits[bits]!;
      }
      return { value, label: value, count };
    })
    .filter(({ count }) => count > 0)
    .sort(byCount);
}
