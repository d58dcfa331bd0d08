import { buildSegments, createEngine } from "../engine/create-engine.ts";
import type { Engine, IndexDocument } from "../engine/engine.ts";
import type { Segment } from "../engine/segment.ts";
import type { SearchMode } from "../search.ts";
import type { EncoderPlace } from "../semantic/encoders/encoder-desk.ts";
import { fitAndFold } from "../semantic/fitted/fit-and-fold.ts";
import { openFittedSpace } from "../semantic/fitted/fitted-space.ts";
import { loadSpace } from "../semantic/load-space.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import { pairedBootstrap } from "./bootstrap.ts";
import { buildCollection } from "./build-collection.ts";
import { openCollection, readCollection, type StreamedCollection } from "./collection.ts";
import { encodeCollection } from "./encode-collection.ts";
import { plainQuery } from "./plain-query.ts";
import { createPlainWords } from "./plain-words.ts";
import { type QueryOutcome, rankBySearch, rankBySimilarity, runQueries } from "./run-queries.ts";

export interface EvaluationReport {
  readonly collection: string;
  readonly documents: number;
  /** Queries with at least one relevant document; means are over these. */
  readonly queries: number;
  readonly ndcg10: number;
  readonly map: number;
  readonly recall100: number;
  readonly mrr10: number;
  /** nDCG over the first fifth of the documents judged for each query. */
  readonly ndcg20Percent: number;
  /** Wall time of a search for the first page of results. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** nDCG@10 of what it is compared with. */
  readonly baseline: number;
  /** Mean difference of nDCG@10 to that, and its 95 % interval (paired bootstrap). */
  readonly gain: number;
  readonly gainLow: number;
  readonly gainHigh: number;
}

/** What a mode is compared with: another mode, or BM25 without anything else. */
type Baseline = SearchMode | "bm25";

export interface EvaluationOptions {
  /** Default `hybrid`. */
  readonly mode?: SearchMode;
  /** Default `bm25`. */
  readonly against?: Baseline;
  /** Which of the files in `qrels/`; default `test`. */
  readonly split?: string;
  /** Queries are documents by their id: asks for those similar to them. */
  readonly similar?: boolean;
  /** Ranks the judged documents of each query alone. */
  readonly onlyJudged?: boolean;
  /** Default: the model that ships. */
  readonly space?: SemanticSpace;
  /** Fits a second space to the collection, as the product does to its papers; default true. */
  readonly fit?: boolean;
  /** Searches with the vectors of an optional encoder too. */
  readonly encoder?: EncoderPlace;
  /** Told how many documents the encoder has seen, of those it must see. */
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Measures search on a test collection in BEIR layout.
 * @throws AppError `not_found` or `invalid` when the folder is not such a collection,
 *   `unavailable` when it does not fit in memory.
 */
export async function evaluate(
  directory: string,
  options: EvaluationOptions = {},
): Promise<EvaluationReport> {
  const { mode = "hybrid", against = "bm25", split = "test", onlyJudged } = options;
  const { collection, encoded } = await openAll(directory, split, options);
  const spaces = [options.space ?? (await loadSpace())];
  const layers = encoded ? [encoded.space] : [];
  const segments = await buildCollection(collection, [...spaces, ...layers]);
  await encoded?.close();
  const engine = openFitted(segments, spaces, options.fit);
  const rank = options.similar
    ? rankBySimilarity(engine, encoded?.given(""))
    : rankBySearch(engine, mode, encoded?.given);
  const plain = createPlainWords(segments);
  const outcomes = runQueries(collection, rank, onlyJudged);
  const baseline = runQueries(
    collection,
    against === "bm25" ? ({ text }) => plain(plainQuery(text)) : rankBySearch(engine, against),
    onlyJudged,
  );
  return {
    collection: collection.name,
    documents: engine.size,
    ...summarise(outcomes),
    ...compare(outcomes, baseline),
  };
}

async function openAll(directory: string, split: string, options: EvaluationOptions) {
  if (!options.encoder) return { collection: await openCollection(directory, split) };
  const { documents, ...rest } = await readCollection(directory, split);
  const queries = rest.queries;
  const encoded = await encodeCollection(
    options.encoder,
    { documents, queries },
    options.onProgress,
  );
  const collection: StreamedCollection = {
    ...rest,
    async *documents() {
      yield* documents;
    },
  };
  return { collection, encoded };
}

/** An engine with a space fitted to its own documents, where they are enough. */
export function buildFittedEngine(
  documents: Iterable<IndexDocument>,
  spaces: readonly SemanticSpace[],
  { fit }: Pick<EvaluationOptions, "fit"> = {},
): Engine {
  return openFitted(buildSegments(documents, spaces), spaces, fit);
}

function openFitted(
  segments: readonly Segment[],
  spaces: readonly SemanticSpace[],
  fit = true,
): Engine {
  if (!fit) return createEngine(segments, spaces);
  const fitted = fitAndFold(segments);
  const own = fitted.space ? [openFittedSpace(fitted.space)] : [];
  return createEngine(fitted.segments, [...spaces, ...own]);
}

function summarise(outcomes: readonly QueryOutcome[]) {
  const mean = (read: (outcome: QueryOutcome) => number) =>
    round(outcomes.reduce((sum, outcome) => sum + read(outcome), 0) / (outcomes.length || 1));
  const times = outcomes.map((outcome) => outcome.tookMs).sort((a, b) => a - b);
  return {
    queries: outcomes.length,
    ndcg10: mean((outcome) => outcome.ndcg10),
    map: mean((outcome) => outcome.averagePrecision),
    recall100: mean((outcome) => outcome.recall100),
    mrr10: mean((outcome) => outcome.reciprocalRank10),
    ndcg20Percent: mean((outcome) => outcome.ndcg20Percent),
    p50Ms: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
  };
}

function compare(ours: readonly QueryOutcome[], theirs: readonly QueryOutcome[]) {
  const read = (outcomes: readonly QueryOutcome[]) => outcomes.map(({ ndcg10 }) => ndcg10);
  const { mean, low, high } = pairedBootstrap(read(ours), read(theirs));
  const baseline = read(theirs).reduce((sum, one) => sum + one, 0) / (theirs.length || 1);
  return {
    baseline: round(baseline),
    gain: round(mean),
    gainLow: round(low),
    gainHigh: round(high),
  };
}

/** Nearest-rank quantile of sorted values; 0 of none. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
