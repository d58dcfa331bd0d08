import { foldText } from "../../text/fold.ts";
import type { EmbeddableText } from "../space.ts";
import { forEachWord } from "../words.ts";
import { createGrowingArray } from "./growing-array.ts";

/**
 * Texts as numbers. A document is a run of segments, the title first, then one per
 * sentence of the abstract; a segment is a run of units (words, later tokens).
 */
export interface Corpus {
  readonly documents: number;
  readonly units: Int32Array;
  /** Segment `s` is `units[segmentStarts[s] .. segmentStarts[s + 1])`. */
  readonly segmentStarts: Int32Array;
  /** Document `d` has the segments `documentStarts[d] .. documentStarts[d + 1]`. */
  readonly documentStarts: Int32Array;
}

export interface WordCorpus extends Corpus {
  /** Unit number → word. */
  readonly words: readonly string[];
  /** Unit number → how many documents hold it. */
  readonly documentCounts: Int32Array;
}

const sentenceEnd = /(?<=[.!?])\s+/;

/** Reads all texts into memory as word numbers; about 1 KB a paper. */
export async function readWordCorpus(
  texts: AsyncIterable<EmbeddableText> | Iterable<EmbeddableText>,
): Promise<WordCorpus> {
  const numbers = new Map<string, number>();
  const units = createGrowingArray();
  const segmentStarts = createGrowingArray();
  const documentStarts = createGrowingArray();

  function addSegment(text: string): void {
    segmentStarts.push(units.length);
    const folded = foldText(text);
    forEachWord(folded, (start, end) => {
      const word = folded.slice(start, end);
      let number = numbers.get(word);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(word, number);
      }
      units.push(number);
    });
  }

  for await (const text of texts) {
    documentStarts.push(segmentStarts.length);
    addSegment(text.title);
    for (const sentence of text.abstract.split(sentenceEnd)) addSegment(sentence);
  }
  const documents = documentStarts.length;
  documentStarts.push(segmentStarts.length);
  segmentStarts.push(units.length);
  const corpus = {
    documents,
    units: units.toArray(),
    segmentStarts: segmentStarts.toArray(),
    documentStarts: documentStarts.toArray(),
  };
  return {
    ...corpus,
    words: [...numbers.keys()],
    documentCounts: countDocuments(corpus, numbers.size),
  };
}

/** Unit number → in how many documents it occurs. */
export function countDocuments(corpus: Corpus, units: number): Int32Array {
  const counts = new Int32Array(units);
  const lastSeen = new Int32Array(units).fill(-1);
  for (let document = 0; document < corpus.documents; document += 1) {
    const [start, end] = boundsOf(corpus, document);
    for (let at = start; at < end; at += 1) {
      const unit = corpus.units[at]!;
      if (lastSeen[unit] === document) continue;
      lastSeen[unit] = document;
      counts[unit]! += 1;
    }
  }
  return counts;
}

/** Bounds of all units of a document, title included. */
export function boundsOf(corpus: Corpus, document: number): readonly [number, number] {
  const first = corpus.documentStarts[document]!;
  const last = corpus.documentStarts[document + 1]!;
  return [corpus.segmentStarts[first]!, corpus.segmentStarts[last]!];
}
