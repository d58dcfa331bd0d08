import type { FacetCount, FacetName } from "../search.ts";
import { yearOf } from "./day-number.ts";
import { hasNames } from "./has-flags.ts";
import type { IndexView } from "./index-view.ts";
import type { ListName } from "./segment.ts";
import { stringAt } from "./string-table.ts";

/** Values shown per facet. */
const SHOWN = 20;
/** Values of each segment that are added up over segments; more than are shown. */
const CONSIDERED = 200;

type Facets = Readonly<Record<FacetName, readonly FacetCount[]>>;

/** @param hits one byte per document, 1 where it is to be counted. */
export function countFacets(view: IndexView, hits: Uint8Array): Facets {
  return {
    author: countList(view, hits, "author"),
    org: countList(view, hits, "org"),
    category: countList(view, hits, "category"),
    venue: countList(view, hits, "venue"),
    year: countYears(view, hits),
    has: countHas(view, hits),
  };
}

function countList(view: IndexView, hits: Uint8Array, name: ListName): FacetCount[] {
  const sums = new Map<string, { label: string; count: number }>();
  for (const [at, segment] of view.segments.entries()) {
    const list = segment.lists[name];
    const counts = blankCounts(list.slugs.offsets.length - 1);
    const base = view.bases[at]!;
    for (let document = 0; document < segment.totals.documents; document++) {
      if (hits[base + document] !== 1) continue;
      const end = list.starts[document + 1]!;
      for (let value = list.starts[document]!; value < end; value++) counts[list.values[value]!]!++;
    }
    for (const ordinal of largest(counts, view.segments.length === 1 ? SHOWN : CONSIDERED)) {
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

function countYears(view: IndexView, hits: Uint8Array): FacetCount[] {
  const perDay = new Map<number, number>();
  for (const [at, { columns, totals }] of view.segments.entries()) {
    for (let document = 0; document < totals.documents; document++) {
      if (hits[view.bases[at]! + document] !== 1) continue;
      const day = columns.day[document]!;
      perDay.set(day, (perDay.get(day) ?? 0) + 1);
    }
  }
  const perYear = new Map<string, number>();
  for (const [day, count] of perDay) {
    const year = `${yearOf(day)}`;
    perYear.set(year, (perYear.get(year) ?? 0) + count);
  }
  return Array.from(perYear, ([value, count]) => ({ value, label: value, count })).sort(byCount);
}

function countHas(view: IndexView, hits: Uint8Array): FacetCount[] {
  const perBits = new Uint32Array(256);
  for (const [at, { columns, totals }] of view.segments.entries()) {
    for (let document = 0; document < totals.documents; document++) {
      if (hits[view.bases[at]! + document] === 1) perBits[columns.has[document]!]!++;
    }
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
