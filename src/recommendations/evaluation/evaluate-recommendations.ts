import { join } from "node:path";
import { evaluateAuthors } from "./evaluate-authors.ts";
import { evaluateCiteulike } from "./evaluate-citeulike.ts";
import type { ProtocolResult } from "./measure-systems.ts";

export const evaluationSets = ["citeulike", "authors"] as const;
type EvaluationSet = (typeof evaluationSets)[number];

export interface EvaluateRecommendationsOptions {
  /** Default all. */
  readonly sets?: readonly EvaluationSet[];
  /** Readers of each protocol, drawn by the seed; default 400. */
  readonly readers?: number;
  /** Of the authors' papers to be found; default 2023. The constants are chosen on 2022. */
  readonly year?: number;
  /** Default 1. */
  readonly seed?: number;
}

/**
 * Measures recommendations on the libraries and papers in a folder, with simpler ways beside.
 *
 * @param directory with `citeulike-a/` and `papers/ml-conferences.jsonl.zst`.
 * @throws AppError `not_found` when a file is missing.
 */
export async function evaluateRecommendations(
  directory: string,
  {
    sets = evaluationSets,
    readers = 400,
    year = 2023,
    seed = 1,
  }: EvaluateRecommendationsOptions = {},
): Promise<ProtocolResult[]> {
  const results: ProtocolResult[] = [];
  if (sets.includes("citeulike")) {
    const folder = join(directory, "citeulike-a");
    results.push(...(await evaluateCiteulike(folder, { readers, seed })));
  }
  if (sets.includes("authors")) {
    const file = join(directory, "papers", "ml-conferences.jsonl.zst");
    results.push(...(await evaluateAuthors(file, { year, readers, seed })));
  }
  return results;
}
