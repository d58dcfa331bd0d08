import { locate, tieBreakOf, viewIndex } from "../engine/index-view.ts";
import { runLexicalLeg } from "../engine/lexical-leg.ts";
import { lengthNorms } from "../engine/lexical-scores.ts";
import { planQuery } from "../engine/query-plan.ts";
import type { Segment } from "../engine/segment.ts";
import { stringAt } from "../engine/string-table.ts";
import { parseQuery } from "../query/parse-query.ts";

/**
 * What all modes are compared with: BM25 over the words of the query, without spellings,
 * synonyms, neighbours, titles, vectors or anything else. The best few hundred documents.
 */
export function createPlainWords(segments: readonly Segment[]): (query: string) => string[] {
  const view = viewIndex(segments);
  const parts = { norms: lengthNorms(view.statistics), goesFirst: tieBreakOf(view) };
  return (query) => {
    const full = planQuery(view, parseQuery(query));
    const plan = { ...full, terms: full.groups.flatMap(([typed]) => typed ?? []), pairs: [] };
    const { documents } = runLexicalLeg(view, plan, undefined, parts);
    return Array.from(documents, (document) => {
      const { segment, local } = locate(view, document);
      return stringAt(segment.ids, local);
    });
  };
}
