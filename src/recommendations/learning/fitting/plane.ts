import { DENSE_SHARE, type SeenPapers } from "../likeness/gram.ts";
import type { LinearModel } from "../reader-model.ts";
import type { Room } from "../room.ts";

/** One paper with how much of it a plane holds. */
export interface PlanePart {
  readonly of: SeenPapers;
  readonly row: number;
  readonly share: number;
}

/** The plane that is the sum of these papers; its dot product with one is a sum of likenesses. */
export function sumPlane(room: Room, parts: readonly PlanePart[]): LinearModel {
  const { plane } = room;
  const { dimensions } = room.others.papers;
  const dense = new Float32Array(dimensions);
  for (const { of, row, share } of parts) {
    const { starts, terms, weights } = of.papers;
    const sparse = share * (1 - DENSE_SHARE);
    const end = starts[row + 1]!;
    for (let at = starts[row]!; at < end; at += 1) plane[terms[at]!]! += sparse * weights[at]!;
    const scale = share * DENSE_SHARE;
    const { values } = of.dense;
    const start = row * dimensions;
    for (let d = 0; d < dimensions; d += 1) dense[d]! += scale * values[start + d]!;
  }
  return { ...takeTerms(room), dense };
}

/** What is not zero in the plane, which is all zeros then. */
function takeTerms({ plane, gathered }: Room): Pick<LinearModel, "terms" | "weights"> {
  const { terms, weights } = gathered;
  let count = 0;
  for (let term = 0; term < plane.length; term += 1) {
    // Written without a branch, which would be guessed wrong for every third term.
    const weight = plane[term]!;
    terms[count] = term;
    weights[count] = weight;
    count += Number(weight !== 0);
  }
  plane.fill(0);
  return { terms: terms.slice(0, count), weights: weights.slice(0, count) };
}
