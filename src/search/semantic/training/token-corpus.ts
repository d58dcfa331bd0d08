import { createVocabulary } from "../vocabulary.ts";
import { createGrowingArray } from "./growing-array.ts";
import type { Corpus, WordCorpus } from "./text-corpus.ts";

/** The corpus with every word replaced by the vocabulary's entries for it. */
export function tokenise(corpus: WordCorpus, entries: readonly string[]): Corpus {
  const vocabulary = createVocabulary(entries);
  const tokens = createGrowingArray();
  const starts = new Int32Array(corpus.words.length + 1);
  corpus.words.forEach((word, number) => {
    vocabulary.forEachToken(word, (token) => tokens.push(token));
    starts[number + 1] = tokens.length;
  });
  const tokensOfWords = tokens.toArray();

  const units = createGrowingArray();
  const segmentStarts = new Int32Array(corpus.segmentStarts.length);
  for (let segment = 0; segment + 1 < segmentStarts.length; segment += 1) {
    for (
      let at = corpus.segmentStarts[segment]!;
      at < corpus.segmentStarts[segment + 1]!;
      at += 1
    ) {
      const word = corpus.units[at]!;
      for (let t = starts[word]!; t < starts[word + 1]!; t += 1) units.push(tokensOfWords[t]!);
    }
    segmentStarts[segment + 1] = units.length;
  }
  return {
    documents: corpus.documents,
    units: units.toArray(),
    segmentStarts,
    documentStarts: corpus.documentStarts,
  };
}
