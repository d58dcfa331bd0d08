import { bestRows } from "./best-rows.ts";
import type { RankRequest } from "./ranking.ts";
import type { Scores } from "./score-candidates.ts";

/** A paper that stands out by less, in deviations, takes no place in the name of an interest. */
const LEAST_DEVIATIONS = 1;

/**
 * Gives the places of a list to chosen interests in turn, by their weights, so that the one whose
 * words are rare does not take them all: the next place goes to the interest with the largest
 * weight / (places it has + 1), and to the best paper that suits it most. The method of D'Hondt.
 *
 * @param order of the rows of one interest, best first, made various.
 * @returns at most `limit` rows in the order of their places; fewer where few stand out.
 */
export function sharePlaces(
  { interests = [], isLeftOut, limit }: RankRequest,
  { total, interests: found }: Scores,
  order: (rows: readonly number[]) => readonly number[],
): number[] {
  if (!found) return [];
  const { part, best } = found;
  const parties = interests.flatMap(({ weight }, number) => {
    const isOther = (row: number) =>
      best[row] !== number || part[row]! < LEAST_DEVIATIONS * weight || isLeftOut?.(row) === true;
    const rows = weight > 0 ? order(bestRows(total, limit, isOther)) : [];
    return rows.length > 0 ? [{ weight, rows, places: 0 }] : [];
  });
  const shared: number[] = [];
  while (shared.length < limit) {
    let next: (typeof parties)[number] | undefined;
    for (const party of parties) {
      if (party.places === party.rows.length) continue;
      if (!next || quotient(party) > quotient(next)) next = party;
    }
    if (!next) break;
    shared.push(next.rows[next.places]!);
    next.places += 1;
  }
  return shared;
}

function quotient({ weight, places }: { weight: number; places: number }): number {
  return weight / (places + 1);
}
