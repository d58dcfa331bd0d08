import { stemWord } from "../../text/stem.ts";
import type { WordCorpus } from "./text-corpus.ts";

/** Words with one stem, which share one vector. */
export interface WordGroup {
  readonly stem: string;
  /** Most widespread first. */
  readonly words: readonly string[];
  /** Sum of the words' document counts. */
  readonly reach: number;
}

/** The words of a corpus by stem, most widespread group first. */
export function groupWords(corpus: WordCorpus): WordGroup[] {
  const groups = new Map<string, { words: string[]; counts: number[] }>();
  corpus.words.forEach((word, number) => {
    const stem = stemWord(word);
    const group = groups.get(stem) ?? { words: [], counts: [] };
    groups.set(stem, group);
    group.words.push(word);
    group.counts.push(corpus.documentCounts[number]!);
  });
  return [...groups]
    .map(([stem, { words, counts }]) => ({
      stem,
      words: byCount(words, counts),
      reach: counts.reduce((sum, count) => sum + count, 0),
    }))
    .sort((a, b) => b.reach - a.reach || (a.stem < b.stem ? -1 : 1));
}

function byCount(words: readonly string[], counts: readonly number[]): string[] {
  const order = words.map((_, index) => index);
  order.sort((a, b) => counts[b]! - counts[a]! || (words[a]! < words[b]! ? -1 : 1));
  return order.map((index) => words[index]!);
}
