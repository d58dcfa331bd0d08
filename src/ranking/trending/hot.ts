/** Hours in which a paper must double its votes to stand as high as a new one. */
export const HOT_DOUBLING_HOURS = 24;

/**
 * Votes against age: log2(1 + votes) + days. The order of two papers changes when votes come
 * and never because time passes.
 *
 * @param votes counted, ≥ 0.
 * @param startHours when it could first be seen, in hours from any fixed instant.
 */
export function hotScore(votes: number, startHours: number): number {
  return Math.log2(1 + Math.max(0, votes)) + startHours / HOT_DOUBLING_HOURS;
}
