import type { SearchSort } from "../search.ts";
import type { IndexView } from "./index-view.ts";
import { findPosting, intersect, listDocuments } from "./postings.ts";
import type { QueryPlan } from "./query-plan.ts";
import type { ResolvedTerm } from "./resolve-terms.ts";
import type { Segment } from "./segment.ts";
import { createTopDocuments, type TieBreak, type TopDocuments } from "./top-documents.ts";

/** Value by which a sort orders, largest first; relevance without words is newest first. */
function sortKey(sort: SearchSort, segment: Segment): (document: number) => number {
  const { day, upvotes, comments } = segment.columns;
  // The day, far below one vote, parts papers with as many votes.
  if (sort === "votes") return (document) => upvotes[document]! + day[document]! / 1e7;
  if (sort === "discussed") return (document) => comments[document]! + day[document]! / 1e7;
  return (document) => day[document]!;
}

/** The first `limit` of the documents marked in `selection` (all, if there is none). */
export function sortDocuments(
  view: IndexView,
  sort: SearchSort,
  selection: Uint8Array | undefined,
  options: { readonly limit: number; readonly goesFirst: TieBreak },
): TopDocuments {
  const top = createTopDocuments(options.limit, options.goesFirst);
  for (const [at, segment] of view.segments.entries()) {
    const base = view.bases[at]!;
    const keyOf = sortKey(sort, segment);
    for (let local = 0; local < segment.totals.documents; local++) {
      if (selection !== undefined && selection[base + local] === 0) continue;
      top.offer(base + local, keyOf(local));
    }
  }
  return top.finish();
}

/** Marks documents that hold every word of the query, in any of its spellings. */
export function markAllWords(view: IndexView, plan: QueryPlan): Uint8Array {
  const marks = new Uint8Array(view.capacity);
  for (const [at, segment] of view.segments.entries()) {
    const lists = plan.groups.map((group) => documentsOf(segment, at, group));
    if (lists.length === 0) continue;
    for (const document of lists.sort((a, b) => a.length - b.length).reduce(intersect)) {
      marks[view.bases[at]! + document] = 1;
    }
  }
  return marks;
}

function documentsOf(segment: Segment, at: number, group: readonly ResolvedTerm[]): Uint32Array {
  const places = group.flatMap((term) => term.places[at]!);
  if (places.length === 1) return listDocuments(segment, places[0]!);
  const all = new Set(places.flatMap((place) => [...listDocuments(segment, place)]));
  return Uint32Array.from(all).sort();
}

/** Words of the query, as typed or corrected, that a document holds. */
export function matchedWords(
  view: IndexView,
  plan: QueryPlan,
  { segment, local }: { readonly segment: Segment; readonly local: number },
): string[] {
  const at = view.segments.indexOf(segment);
  const matched: string[] = [];
  for (const { token, places } of plan.terms) {
    for (const place of places[at]!) {
      if (findPosting(segment, place, local) < 0) continue;
      matched.push(token);
      break;
    }
  }
  return matched;
}
