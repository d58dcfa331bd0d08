import { boundsOf, type Corpus, countDocuments } from "./text-corpus.ts";

/** Documents as sparse rows: token numbers and weights of document `d` from `starts[d]`. */
export interface SparseRows {
  readonly starts: Int32Array;
  readonly tokens: Int32Array;
  readonly weights: Float32Array;
}

/** ln((n + 1) / (df + 1)) + 1e-3: never negative, next to nothing for words in every text. */
export function inverseDocumentFrequencies(corpus: Corpus, tokens: number): Float32Array {
  const counts = countDocuments(corpus, tokens);
  return Float32Array.from(
    counts,
    (count) => Math.log((corpus.documents + 1) / (count + 1)) + 1e-3,
  );
}

/** √tf · idf, each document to length 1. */
export function weighTerms(corpus: Corpus, idf: Float32Array): SparseRows {
  const starts = new Int32Array(corpus.documents + 1);
  const tokens = new Int32Array(corpus.units.length);
  const weights = new Float32Array(corpus.units.length);
  const counts = new Int32Array(idf.length);
  let end = 0;
  for (let document = 0; document < corpus.documents; document += 1) {
    const [from, to] = boundsOf(corpus, document);
    const start = end;
    for (let at = from; at < to; at += 1) {
      const token = corpus.units[at]!;
      if (counts[token] === 0) tokens[end++] = token;
      counts[token]! += 1;
    }
    let squares = 0;
    for (let at = start; at < end; at += 1) {
      const token = tokens[at]!;
      weights[at] = Math.sqrt(counts[token]!) * idf[token]!;
      squares += weights[at]! ** 2;
      counts[token] = 0;
    }
    for (let at = start; at < end; at += 1) weights[at]! /= Math.sqrt(squares) || 1;
    starts[document + 1] = end;
  }
  return { starts, tokens: tokens.slice(0, end), weights: weights.slice(0, end) };
}
