import { createRandom } from "../learning/random.ts";
import type { ConferencePaper } from "./read-conference-papers.ts";

/** Someone who is taken for a reader: what they wrote before is what they like. */
export interface AuthorReader {
  /** Numbers of papers of the years before, newest last. */
  readonly library: readonly number[];
  /** Numbers of their papers of the year. */
  readonly relevant: readonly number[];
}

const YEARS_BEFORE = 8;
const FEWEST = 5;
const MOST = 60;

/**
 * Authors with 5 to 60 papers in the eight years before `year` and one in it at least, drawn
 * by `seed`. Names only gather papers; nothing is learned from them.
 */
export function findAuthorReaders(
  papers: readonly ConferencePaper[],
  { year, most, seed }: { readonly year: number; readonly most: number; readonly seed: number },
): AuthorReader[] {
  const written = new Map<string, { library: number[]; relevant: number[] }>();
  papers.forEach((paper, number) => {
    if (paper.year > year || paper.year < year - YEARS_BEFORE) return;
    for (const name of new Set(paper.authors)) {
      const of = written.get(name) ?? { library: [], relevant: [] };
      written.set(name, of);
      (paper.year === year ? of.relevant : of.library).push(number);
    }
  });
  const readers = [...written.values()].filter(
    ({ library, relevant }) =>
      relevant.length > 0 && library.length >= FEWEST && library.length <= MOST,
  );
  return draw(readers, most, seed);
}

/** Pairs of readers taken for one with two interests; the first has the larger library. */
export function mergeReaders(
  readers: readonly AuthorReader[],
): { readonly major: AuthorReader; readonly minor: AuthorReader }[] {
  const pairs = [];
  for (let at = 0; at + 1 < readers.length; at += 2) {
    const [one, other] = [readers[at]!, readers[at + 1]!];
    const isFirst = one.library.length >= other.library.length;
    pairs.push(isFirst ? { major: one, minor: other } : { major: other, minor: one });
  }
  return pairs;
}

/** Up to `most` of the values, drawn without repetition. */
export function draw<Value>(values: readonly Value[], most: number, seed: number): Value[] {
  const random = createRandom(seed);
  const rest = [...values];
  const last = Math.max(0, rest.length - most);
  for (let end = rest.length; end > last; end -= 1) {
    const at = Math.floor(random() * end);
    const kept = rest[at]!;
    rest[at] = rest[end - 1]!;
    rest[end - 1] = kept;
  }
  return rest.slice(last);
}
