import type { PaperId } from "#papers";
import type { Engine } from "../engine/engine.ts";
import type { GivenSpace } from "../engine/given-space.ts";
import type { SearchMode } from "../search.ts";
import type { Collection, CollectionQuery } from "./collection.ts";
import { type Judgements, measure, type QueryQuality } from "./metrics.ts";
import { plainQuery } from "./plain-query.ts";

export interface QueryOutcome extends QueryQuality {
  readonly queryId: string;
  readonly tookMs: number;
}

/** Best first; ids of documents. */
type Ranker = (query: CollectionQuery, limit: number) => readonly string[];

/** Results judged for average precision, as trec_eval does by default. */
const DEPTH = 1_000;
const PAGE = 20;

/** Ranks by search; marks that are operators elsewhere are not here. */
export function rankBySearch(
  engine: Engine,
  mode: SearchMode,
  given: (text: string) => GivenSpace | undefined = () => undefined,
): Ranker {
  return ({ text }, limit) =>
    engine
      .find({ query: plainQuery(text), mode, limit }, given(text))
      .hits.map((hit) => hit.paperId);
}

/** Ranks documents by how similar they are to the one that has the query's id. */
export function rankBySimilarity(engine: Engine, given?: GivenSpace): Ranker {
  return ({ id }, limit) => engine.similar(id as PaperId, limit, given).map((hit) => hit.paperId);
}

/**
 * Runs every query, once for the time it takes to the first page and once for its quality.
 * A document with the query's own id is no answer, as BEIR has it.
 *
 * @param onlyJudged ranks the judged documents of each query alone, as collections ask whose
 *   judges saw a pool of documents per query.
 */
export function runQueries(
  { queries }: Pick<Collection, "queries">,
  rank: Ranker,
  onlyJudged = false,
): QueryOutcome[] {
  return queries.map((query) => {
    const started = performance.now();
    rank(query, PAGE);
    const tookMs = performance.now() - started;
    const all = rank(query, DEPTH).filter((id) => id !== query.id);
    const ranking = onlyJudged ? all.filter((id) => query.judgements.has(id)) : all;
    return { queryId: query.id, tookMs, ...measure(ranking, judgedOf(query)) };
  });
}

function judgedOf({ id, judgements }: CollectionQuery): Judgements {
  if (!judgements.has(id)) return judgements;
  return new Map([...judgements].filter(([document]) => document !== id));
}
