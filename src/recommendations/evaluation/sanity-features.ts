import { isStopWord } from "#search";
import type { PaperFeatures } from "../learning/index.ts";
import type { ConferencePaper } from "./read-conference-papers.ts";

const MOST_TERMS = 20_000;
const FEWEST_PAPERS = 5;
const MOST_SHARE = 0.1;
const TOKEN = /(?<![\p{L}\p{N}_])[a-z_][a-z0-9_]+(?![\p{L}\p{N}_])/gu;
const ACCENTS = /\p{M}+/gu;
const NONE = new Float32Array();

/**
 * Features as arxiv-sanity-lite makes them: one and two words without stop words, in five
 * papers at least and in a tenth at most, the 20,000 most frequent; (1 + ln tf) · idf,
 * L2-normalised. Counted over all papers, those to be ranked too. Its list of stop words is
 * another than ours; names are left out on both sides.
 */
export function makeSanityFeatures(papers: readonly ConferencePaper[]): PaperFeatures[] {
  const numbers = new Map<string, number>();
  const inPapers: number[] = [];
  const total: number[] = [];
  const counted = papers.map((paper) => {
    const counts = new Map<number, number>();
    for (const term of termsOf(paper)) {
      let number = numbers.get(term);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(term, number);
        inPapers.push(0);
        total.push(0);
      }
      if (!counts.has(number)) inPapers[number]! += 1;
      total[number]! += 1;
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    return counts;
  });
  const kept = keep(inPapers, total, papers.length);
  const idf = inPapers.map((count) => 1 + Math.log((1 + papers.length) / (1 + count)));
  return counted.map((counts) => weigh(counts, kept, idf));
}

function termsOf({ title, abstract }: ConferencePaper): string[] {
  const text = `${title} ${abstract}`.normalize("NFKD").replace(ACCENTS, "").toLowerCase();
  const words = (text.match(TOKEN) ?? []).filter((word) => !isStopWord(word));
  return [...words, ...words.slice(1).map((word, at) => `${words[at]} ${word}`)];
}

/** New numbers of the terms that are kept, by old number. */
function keep(
  inPapers: readonly number[],
  total: readonly number[],
  papers: number,
): ReadonlyMap<number, number> {
  const kept = [...inPapers.keys()]
    .filter((term) => inPapers[term]! >= FEWEST_PAPERS && inPapers[term]! <= papers * MOST_SHARE)
    .sort((one, other) => total[other]! - total[one]! || one - other)
    .slice(0, MOST_TERMS);
  return new Map(kept.map((term, number) => [term, number]));
}

function weigh(
  counts: ReadonlyMap<number, number>,
  kept: ReadonlyMap<number, number>,
  idf: readonly number[],
): PaperFeatures {
  const weights = new Map<number, number>();
  let squares = 0;
  for (const [term, count] of counts) {
    const number = kept.get(term);
    if (number === undefined) continue;
    const weight = (1 + Math.log(count)) * idf[term]!;
    squares += weight * weight;
    weights.set(number, weight);
  }
  const terms = Uint32Array.from(weights.keys()).sort();
  const scaled = Float32Array.from(terms, (term) => weights.get(term)! / Math.sqrt(squares));
  return { terms, weights: scaled, dense: NONE, authors: [] };
}
