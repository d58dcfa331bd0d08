import { createRandom } from "../../src/search/semantic/training/random.ts";

const SEED = 20_261_120;

/**
 * Queries as readers type them, drawn from titles: one to six words, one query in ten with
 * two letters swapped. No phrases and no operators, for not every engine knows them.
 */
export function makeQueries(titles: readonly string[], count: number): string[] {
  const { below } = createRandom(SEED);
  const queries: string[] = [];
  while (queries.length < count) {
    const words = titles[below(titles.length)]!.match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [];
    if (words.length === 0) continue;
    const length = Math.min(words.length, 1 + below(6));
    const start = below(words.length - length + 1);
    const chosen = words.slice(start, start + length);
    if (queries.length % 10 === 1) chosen[0] = swapLetters(chosen[0]!, below(3) + 1);
    queries.push(chosen.join(" "));
  }
  return queries;
}

function swapLetters(word: string, at: number): string {
  const letters = [...word];
  const [first, second] = [letters[at], letters[at + 1]];
  if (first === undefined || second === undefined) return word;
  letters[at] = second;
  letters[at + 1] = first;
  return letters.join("");
}
