import type { AnalysedText } from "../query/analyse-query.ts";
import { abbreviationPrefix } from "../text/terms.ts";
import type { IndexView } from "./index-view.ts";
import { frequencyAt, type ResolvedTerm, resolveTerm } from "./resolve-terms.ts";
import { firstFrom, stringAt } from "./string-table.ts";
import { findSynonymsIn, type Synonyms } from "./synonym-rules.ts";

/** Looks for short forms of words in the query, and for long forms of its short ones. */
export function findSynonyms(view: IndexView, analysed: AnalysedText): Synonyms<ResolvedTerm> {
  const source = {
    countLongForms: (short: string) => countLongForms(view, short),
    resolve: (term: string) => resolveTerm(view, { token: term, term, weight: 1 }),
  };
  return findSynonymsIn(source, analysed);
}

/** Long form → papers that introduce the short form behind it. */
function countLongForms(view: IndexView, short: string): Map<string, number> {
  const prefix = abbreviationPrefix(short);
  const counts = new Map<string, number>();
  for (const segment of view.segments) {
    for (let place = firstFrom(segment.terms, prefix); ; place++) {
      const term = place < segment.terms.offsets.length - 1 ? stringAt(segment.terms, place) : "";
      if (!term.startsWith(prefix)) break;
      const long = term.slice(prefix.length);
      counts.set(long, (counts.get(long) ?? 0) + frequencyAt(segment, place));
    }
  }
  return counts;
}
