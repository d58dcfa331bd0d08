import type { StretchedLegs } from "./fusion.ts";
import { type IndexView, segmentOf } from "./index-view.ts";
import type { MeaningLeg } from "./meaning-leg.ts";

/**
 * Puts, where a paper has no vector yet in a space that names its own weight, what the other
 * legs make of the paper: it is ranked by them, neither lifted nor drawn down by the gap.
 * Such spaces are filled from afar, long after the words.
 *
 * @param weights share of each space; the words have the rest.
 */
export function fillGaps(
  stretched: StretchedLegs,
  weights: readonly number[],
  {
    view,
    legs,
    documents,
  }: {
    readonly view: IndexView;
    readonly legs: readonly MeaningLeg[];
    readonly documents: Uint32Array;
  },
): StretchedLegs {
  if (legs.every(({ weight }) => weight === undefined)) return stretched;
  const meanings = stretched.meanings.map((scores, own) => {
    const leg = legs[own]!;
    if (leg.weight === undefined) return scores;
    return scores.map((score, at) =>
      hasVector(view, leg, documents[at]!) ? score : opinionOf(stretched, weights, { own, at }),
    );
  });
  return { ...stretched, meanings };
}

function hasVector(view: IndexView, { layers }: MeaningLeg, document: number): boolean {
  const at = segmentOf(view, document);
  return (layers[at]?.scale[document - view.bases[at]!] ?? 0) !== 0;
}

/** Weighted mean of what the legs but `own` say of the candidate at `at`. */
function opinionOf(
  { words, meanings, hasWords, hasMeaning }: StretchedLegs,
  weights: readonly number[],
  { own, at }: { readonly own: number; readonly at: number },
): number {
  const total = weights.reduce((sum, weight, leg) => sum + (hasMeaning[leg] ? weight : 0), 0);
  let share = hasWords ? 1 - total : 0;
  let sum = share * (words[at] ?? 0);
  for (const [leg, scores] of meanings.entries()) {
    if (leg === own || !hasMeaning[leg]) continue;
    share += weights[leg]!;
    sum += weights[leg]! * scores[at]!;
  }
  return share > 0 ? sum / share : 0;
}
