import type { Random } from "./random.ts";
import { boundsOf, type Corpus } from "./text-corpus.ts";

/** Bags of tokens: bag `b` is `tokens[starts[b] .. starts[b + 1])` with `weights` = √count. */
export interface Bags {
  readonly starts: Int32Array;
  readonly tokens: Int32Array;
  readonly weights: Float32Array;
}

/** For each document of a batch: something one might look it up by, and what is left of it. */
export interface PairBatch {
  readonly queries: Bags;
  readonly documents: Bags;
}

export interface PairShares {
  /** Title against abstract. */
  readonly title: number;
  /** One sentence against the rest. */
  readonly sentence: number;
  /** What remains is a short span against the rest. */
}

const MIN_SPAN = 2;
const MAX_SPAN = 12;

/** Draws pairs from documents; the query's tokens are taken out of the other side. */
export function createPairSampler(corpus: Corpus, tokens: number, shares: PairShares) {
  const counter = createCounter(tokens);

  function chooseQuery(document: number, random: Random): readonly [number, number] {
    const first = corpus.documentStarts[document]!;
    const segments = corpus.documentStarts[document + 1]! - first;
    const kind = random.next();
    const [start, end] = boundsOf(corpus, document);
    if (kind < shares.title) return segmentBounds(corpus, first);
    if (kind < shares.title + shares.sentence) {
      return segmentBounds(corpus, first + random.below(segments));
    }
    const length = Math.min(end - start, MIN_SPAN + random.below(MAX_SPAN - MIN_SPAN + 1));
    const from = start + random.below(end - start - length + 1);
    return [from, from + length];
  }

  return function sample(documents: Int32Array, random: Random): PairBatch {
    const queries = createBagWriter(documents.length);
    const rests = createBagWriter(documents.length);
    for (const document of documents) {
      const [from, to] = chooseQuery(document, random);
      const [start, end] = boundsOf(corpus, document);
      counter.count(corpus.units, from, to);
      counter.moveTo(queries);
      counter.count(corpus.units, start, from);
      counter.count(corpus.units, to, end);
      counter.moveTo(rests);
    }
    return { queries: queries.bags(), documents: rests.bags() };
  };
}

/** Whole documents as bags. */
export function bagsOf(corpus: Corpus, tokens: number, documents: Int32Array): Bags {
  const counter = createCounter(tokens);
  const writer = createBagWriter(documents.length);
  for (const document of documents) {
    counter.count(corpus.units, ...boundsOf(corpus, document));
    counter.moveTo(writer);
  }
  return writer.bags();
}

function segmentBounds(corpus: Corpus, segment: number): readonly [number, number] {
  return [corpus.segmentStarts[segment]!, corpus.segmentStarts[segment + 1]!];
}

function createCounter(tokens: number) {
  const counts = new Int32Array(tokens);
  let seen: number[] = [];
  return {
    count(units: Int32Array, start: number, end: number): void {
      for (let at = start; at < end; at += 1) {
        const token = units[at]!;
        if (counts[token] === 0) seen.push(token);
        counts[token]! += 1;
      }
    },
    moveTo(writer: ReturnType<typeof createBagWriter>): void {
      for (const token of seen) {
        writer.add(token, Math.sqrt(counts[token]!));
        counts[token] = 0;
      }
      seen = [];
      writer.endBag();
    },
  };
}

function createBagWriter(bags: number) {
  const starts = new Int32Array(bags + 1);
  const tokens: number[] = [];
  const weights: number[] = [];
  let bag = 0;
  return {
    add(token: number, weight: number): void {
      tokens.push(token);
      weights.push(weight);
    },
    endBag(): void {
      bag += 1;
      starts[bag] = tokens.length;
    },
    bags: (): Bags => ({
      starts,
      tokens: Int32Array.from(tokens),
      weights: Float32Array.from(weights),
    }),
  };
}
