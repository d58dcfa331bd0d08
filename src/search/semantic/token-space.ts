import { foldText } from "../text/fold.ts";
import type { EmbeddableText, SemanticSpace } from "./space.ts";
import { createVocabulary } from "./vocabulary.ts";

/** The tables of a static model: one row of 8-bit integers and one scale per token. */
export interface TokenTables {
  readonly dimensions: number;
  readonly entries: readonly string[];
  /** `entries.length` × `dimensions`, row by row. */
  readonly rows: Int8Array;
  /** Multiplies a row back to its real size. */
  readonly scales: Float32Array;
}

/** Texts longer than this are cut; a paper's abstract is a tenth of it. */
const MAX_CHARACTERS = 20_000;

/** Weight of a paper's title beside its abstract, each as a vector of length 1. */
const TITLE_WEIGHT = 0.5;

/**
 * A space whose vector of a text is the normalised sum of its tokens' vectors, each
 * weighed by the square root of how often it occurs. A paper is the sum of two texts.
 */
export function createTokenSpace(tables: TokenTables, identity: string): SemanticSpace {
  const { dimensions, rows, scales } = tables;
  const vocabulary = createVocabulary(tables.entries);
  const counts = new Int32Array(tables.entries.length);
  const seen = new Int32Array(MAX_CHARACTERS);
  let distinct = 0;

  const count = (token: number) => {
    if (counts[token] === 0) {
      seen[distinct] = token;
      distinct += 1;
    }
    counts[token]! += 1;
  };

  function sumAndForget(): Float32Array {
    const sum = new Float32Array(dimensions);
    for (let index = 0; index < distinct; index += 1) {
      const token = seen[index]!;
      const weight = scales[token]! * Math.sqrt(counts[token]!);
      counts[token] = 0;
      const offset = token * dimensions;
      for (let at = 0; at < dimensions; at += 1) sum[at]! += weight * rows[offset + at]!;
    }
    distinct = 0;
    return normalise(sum);
  }

  function embed(text: string): Float32Array {
    vocabulary.forEachToken(
      foldText(text.slice(0, MAX_CHARACTERS)).slice(0, MAX_CHARACTERS),
      count,
    );
    return sumAndForget();
  }

  return {
    identity,
    dimensions,
    embedQuery: embed,
    embedPaper(paper: EmbeddableText) {
      const vector = embed(paper.abstract);
      const title = embed(paper.title);
      for (let at = 0; at < dimensions; at += 1) vector[at]! += TITLE_WEIGHT * title[at]!;
      return normalise(vector);
    },
  };
}

function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const scale = 1 / Math.sqrt(squares);
  for (let at = 0; at < vector.length; at += 1) vector[at]! *= scale;
  return vector;
}
