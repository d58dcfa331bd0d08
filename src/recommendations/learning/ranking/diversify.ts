import { type DenseMatrix, dot } from "../likeness/dense-matrix.ts";
import { DENSE_SHARE } from "../likeness/gram.ts";
import { dotTerms, termsOf } from "../likeness/terms.ts";
import type { PackedPapers } from "../paper-features.ts";

/** How much being unlike what stands above counts (MMR: Carbonell & Goldstein 1998). */
const VARIETY = 0.3;
/** Below that nobody sees likeness side by side. */
const MOST_VARIED = 30;
const MOST_PER_AUTHOR = 2;

export interface DiversifyOptions {
  readonly papers: PackedPapers;
  /** Of `papers`, seen from the middle. */
  readonly dense: DenseMatrix;
  readonly score: (row: number) => number;
  readonly limit: number;
}

/**
 * Orders rows so that near twins do not stand side by side, and that no author has more than
 * two papers; those who have more come last, where the list would be short without them.
 *
 * @param rows best first, more than `limit` where there are.
 */
export function diversify(rows: readonly number[], options: DiversifyOptions): number[] {
  const { papers, limit } = options;
  const perAuthor = new Map<string, number>();
  const take = createVariedQueue(rows, options);
  const chosen: number[] = [];
  const postponed: number[] = [];
  while (chosen.length < limit) {
    const row = take(chosen.length);
    if (row === undefined) break;
    const authors = papers.authors[row]!;
    if (authors.some((author) => (perAuthor.get(author) ?? 0) >= MOST_PER_AUTHOR)) {
      postponed.push(row);
      continue;
    }
    for (const author of authors) perAuthor.set(author, (perAuthor.get(author) ?? 0) + 1);
    chosen.push(row);
  }
  return [...chosen, ...postponed].slice(0, limit);
}

/** Gives the next row: most like the reader and least like those given before. */
function createVariedQueue(
  rows: readonly number[],
  { papers, dense, score }: DiversifyOptions,
): (taken: number) => number | undefined {
  const [most, least] = [score(rows[0] ?? 0), score(rows.at(-1) ?? 0)];
  const range = most > least ? most - least : 1;
  const rest = rows.map((row) => ({ row, worth: (score(row) - least) / range, nearest: 0 }));
  return (taken) => {
    if (taken >= MOST_VARIED) return rest.shift()?.row;
    let best = 0;
    rest.forEach((one, at) => {
      if (merit(one) > merit(rest[best]!)) best = at;
    });
    const [chosen] = rest.splice(best, 1);
    for (const one of chosen ? rest : []) {
      one.nearest = Math.max(one.nearest, likeness(papers, dense, chosen!.row, one.row));
    }
    return chosen?.row;
  };
}

function merit({ worth, nearest }: { readonly worth: number; readonly nearest: number }) {
  return (1 - VARIETY) * worth - VARIETY * nearest;
}

function likeness(
  papers: PackedPapers,
  { values, dimensions }: DenseMatrix,
  one: number,
  other: number,
): number {
  const near = dot(values, one * dimensions, values, other * dimensions, dimensions);
  const shared = dotTerms(termsOf(papers, one), termsOf(papers, other));
  return (1 - DENSE_SHARE) * shared + DENSE_SHARE * near;
}
