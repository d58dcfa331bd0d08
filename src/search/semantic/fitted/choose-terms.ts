import { stringAt } from "../../engine/string-table.ts";
import { stopWords } from "../../text/stop-words.ts";
import { textTerm } from "../../text/terms.ts";
import type { SampledSegment } from "./sample-papers.ts";
import { visitWords } from "./term-counts.ts";

/** The terms that a space knows, sorted, and how many sampled papers hold each. */
export interface ChosenTerms {
  readonly terms: readonly string[];
  readonly frequencies: Uint32Array;
}

export interface TermChoice {
  /** A term in a larger share of the sample says nothing. */
  readonly maxShare: number;
  /** Terms kept, those in the most papers first. */
  readonly maxTerms: number;
}

/** From so many papers on a term must occur in two of them: there are enough without. */
const MANY_PAPERS = 5_000;

const stopTerms = new Set(stopWords.map(textTerm));

/** Words of titles, abstracts and keywords that are neither rare nor everywhere. */
export function chooseTerms(sample: readonly SampledSegment[], choice: TermChoice): ChosenTerms {
  const papers = sample.reduce((sum, { documents }) => sum + documents.length, 0);
  const least = papers < MANY_PAPERS ? 1 : 2;
  const most = papers * choice.maxShare;
  const kept = [...countPapers(sample)]
    .filter(([term, count]) => count >= least && count <= most && isTelling(term))
    .sort(([a, count], [b, other]) => other - count || (a < b ? -1 : 1))
    .slice(0, choice.maxTerms)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    terms: kept.map(([term]) => term),
    frequencies: Uint32Array.from(kept, ([, count]) => count),
  };
}

/** Terms of names have a colon (text/terms.ts); stop words and plain numbers say little. */
function isTelling(term: string): boolean {
  return !term.includes(":") && !stopTerms.has(term) && !/^[\d.]+$/.test(term);
}

function countPapers(sample: readonly SampledSegment[]): Map<string, number> {
  const all = new Map<string, number>();
  for (const { segment, documents } of sample) {
    const counts = new Uint32Array(segment.terms.offsets.length - 1);
    const lastSeen = new Int32Array(counts.length).fill(-1);
    for (const document of documents) {
      visitWords(segment, document, (place) => {
        if (lastSeen[place] === document) return;
        lastSeen[place] = document;
        counts[place]!++;
      });
    }
    for (const [place, count] of counts.entries()) {
      if (count === 0) continue;
      const term = stringAt(segment.terms, place);
      all.set(term, (all.get(term) ?? 0) + count);
    }
  }
  return all;
}
