/**
 * How the attention that a paper gets is spread over its days: three parts that fade, within
 * hours, days and weeks. They reproduce the sums of votes on a public daily list after three,
 * five, seven and 28 days (docs/ranking.md, "Trending").
 */
export const growthTerms = [
  { share: 0.5, fadesHours: 10 },
  { share: 0.3, fadesHours: 96 },
  { share: 0.2, fadesHours: 336 },
] as const;

/**
 * The share of its votes that a paper has when it is this old: 0 at the start, towards 1.
 *
 * @param ageHours before the start (below 0) it is 0.
 */
export function grown(ageHours: number): number {
  if (ageHours <= 0) return 0;
  let left = 0;
  for (const { share, fadesHours } of growthTerms) left += share * Math.exp(-ageHours / fadesHours);
  return 1 - left;
}

/** The share of its votes that comes between two ages. */
export function grownBetween(fromHours: number, toHours: number): number {
  return Math.max(0, grown(toHours) - grown(fromHours));
}
