import type { QuerySpace } from "./meaning-leg.ts";

/**
 * A space that makes its vectors elsewhere: those of papers are layers of the segments, that
 * of the query comes with the question, if at all.
 */
export interface GivenSpace {
  readonly identity: string;
  readonly dimensions: number;
  /** L2-normalised; without it the space says nothing of the query, only of papers. */
  readonly vector?: Float32Array;
  /** Share of its cosines in the fused score, 0…1. */
  readonly weight: number;
}

export function openGivenSpace({ identity, dimensions, vector, weight }: GivenSpace): QuerySpace {
  return {
    identity,
    dimensions,
    weight,
    embedQuery: () => vector ?? new Float32Array(dimensions),
  };
}
