import { NORMALISED_DEPTH } from "../engine/scoring.ts";
import type { IndexTotals } from "./reading/store.ts";
import type { PostgresParts } from "./search-context.ts";
import type { Selection } from "./selecting/store.ts";
import { type NearPaper, nearestByIndex, nearestByScan } from "./vectors/store.ts";

/**
 * The papers nearest to a vector, nearest first.
 *
 * @param guess papers that hold to the selection, roughly.
 */
export async function runMeaningLeg(
  { database, limits }: PostgresParts,
  totals: IndexTotals,
  vector: string,
  { selection, guess }: { readonly selection: Selection; readonly guess: number },
): Promise<readonly NearPaper[]> {
  const near =
    totals.isIndexed && guess > limits.compared
      ? await nearestByIndex(database, selection, vector, NORMALISED_DEPTH)
      : [];
  // The index gives up after a while: then few papers hold to the selection.
  const found =
    near.length < NORMALISED_DEPTH
      ? await nearestByScan(database, selection, vector, NORMALISED_DEPTH)
      : near;
  return [...found].sort((a, b) => b.cosine - a.cosine || (a.id < b.id ? -1 : 1));
}
