import type { PaperId } from "#papers";
import type { Day } from "#platform";
import { buildEngine } from "../engine/create-engine.ts";
import type { Engine, IndexDocument } from "../engine/engine.ts";
import type { SearchMode } from "../search.ts";
import { loadSpace } from "../semantic/load-space.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import { type Collection, type CollectionDocument, readCollection } from "./collection.ts";
import { measure, type QueryQuality } from "./metrics.ts";
import { plainQuery } from "./plain-query.ts";

export interface EvaluationReport {
  readonly collection: string;
  readonly documents: number;
  /** Queries with at least one relevant document; means are over these. */
  readonly queries: number;
  readonly ndcg10: number;
  readonly map: number;
  readonly recall100: number;
  readonly mrr10: number;
  /** Wall time of a search for the first page of results. */
  readonly p50Ms: number;
  readonly p95Ms: number;
}

export interface EvaluationOptions {
  /** Default `hybrid`. */
  readonly mode?: SearchMode;
  /** Which of the files in `qrels/`; default `test`. */
  readonly split?: string;
  /** Default: the model that ships. */
  readonly space?: SemanticSpace;
}

/** Results judged for average precision, as trec_eval does by default. */
const DEPTH = 1_000;
const PAGE = 20;
/** Test collections say nothing of days; one day for all keeps age out of the ranking. */
const SAME_DAY = "2000-01-01" as Day;

/**
 * Measures search on a test collection in BEIR layout.
 * @throws AppError `not_found` or `invalid` when the folder is not such a collection.
 */
export async function evaluate(
  directory: string,
  options: EvaluationOptions = {},
): Promise<EvaluationReport> {
  const collection = await readCollection(directory, options.split ?? "test");
  const space = options.space ?? (await loadSpace());
  const engine = buildEngine(collection.documents.map(toIndexDocument), [space]);
  const outcomes = evaluateQueries(engine, collection, options.mode ?? "hybrid");
  return summarise(collection, outcomes);
}

export interface QueryOutcome extends QueryQuality {
  readonly queryId: string;
  readonly tookMs: number;
}

/** Runs every query as plain words: marks that are operators elsewhere are not here. */
export function evaluateQueries(
  engine: Engine,
  collection: Collection,
  mode: SearchMode,
): QueryOutcome[] {
  return collection.queries.map(({ id, text, judgements }) => {
    const query = plainQuery(text);
    const started = performance.now();
    engine.find({ query, mode, limit: PAGE });
    const tookMs = performance.now() - started;
    const ranking = engine.find({ query, mode, limit: DEPTH }).hits.map((hit) => hit.paperId);
    return { queryId: id, tookMs, ...measure(ranking, judgements) };
  });
}

function summarise(collection: Collection, outcomes: readonly QueryOutcome[]): EvaluationReport {
  const mean = (read: (outcome: QueryOutcome) => number) =>
    round(outcomes.reduce((sum, outcome) => sum + read(outcome), 0) / (outcomes.length || 1));
  const times = outcomes.map((outcome) => outcome.tookMs).sort((a, b) => a - b);
  return {
    collection: collection.name,
    documents: collection.documents.length,
    queries: outcomes.length,
    ndcg10: mean((outcome) => outcome.ndcg10),
    map: mean((outcome) => outcome.averagePrecision),
    recall100: mean((outcome) => outcome.recall100),
    mrr10: mean((outcome) => outcome.reciprocalRank10),
    p50Ms: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
  };
}

export function toIndexDocument(document: CollectionDocument): IndexDocument {
  return {
    id: document.id as PaperId,
    title: document.title,
    abstract: document.text,
    authors: document.authors,
    organizations: [],
    categories: [],
    keywords: [],
    date: SAME_DAY,
    has: [],
    upvotes: 0,
    comments: 0,
    citations: 0,
  };
}

/** Nearest-rank quantile of sorted values; 0 of none. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
