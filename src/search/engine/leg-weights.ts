import type { MeaningLeg } from "./meaning-leg.ts";

/**
 * Shares of meaning legs in the fused score: those that name one have it, the others what
 * `shareAmong` gives so many legs, of the rest.
 */
export function legWeights(
  legs: readonly Pick<MeaningLeg, "weight">[],
  shareAmong: (legs: number) => readonly number[],
): number[] {
  const named = legs.reduce((sum, { weight = 0 }) => sum + weight, 0);
  const shares = shareAmong(legs.filter(({ weight }) => weight === undefined).length);
  let next = 0;
  return legs.map(({ weight }) => weight ?? (1 - named) * shares[next++]!);
}
