import { backpropagateBags, embedBags } from "./bag-vectors.ts";
import { contrast } from "./contrast.ts";
import type { Matrix } from "./matrix.ts";
import { orderByNeighbourhood } from "./neighbourhoods.ts";
import { bagsOf, createPairSampler } from "./pairs.ts";
import type { Random } from "./random.ts";
import { createSparseAdam } from "./sparse-adam.ts";
import type { Corpus } from "./text-corpus.ts";

export interface RefineOptions {
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly random: Random;
  /** Documents to learn from; others are held out. */
  readonly documents: Int32Array;
  readonly onStep?: ((step: number, loss: number) => Promise<void> | void) | undefined;
}

/** Inverse temperature of the contrast. */
const SCALE = 20;
/** Kinds of pairs; the rest are short spans. */
const SHARES = { title: 0.4, sentence: 0.35 };
/** Steps over which the rate rises from nothing. */
const WARM_UP_STEPS = 50;

/** Moves token vectors so that a part of a paper finds the rest of it among others. */
export async function refine(table: Matrix, corpus: Corpus, options: RefineOptions): Promise<void> {
  const { random, steps } = options;
  const sample = createPairSampler(corpus, table.rows, SHARES);
  const adam = createSparseAdam(table);
  const batches = createBatches(table, corpus, options);
  for (let step = 0; step < steps; step += 1) {
    const pairs = sample(batches.next(step), random);
    const queries = embedBags(pairs.queries, table);
    const documents = embedBags(pairs.documents, table);
    const { loss, ...gradients } = contrast(queries.unit, documents.unit, SCALE);
    backpropagateBags(pairs.queries, queries, gradients.queries, adam);
    backpropagateBags(pairs.documents, documents, gradients.documents, adam);
    adam.step(rateAt(step, options));
    await options.onStep?.(step + 1, loss);
  }
}

/** Linear rise, then a cosine fall to a tenth. */
function rateAt(step: number, { steps, learningRate }: RefineOptions): number {
  const rise = Math.min(1, (step + 1) / WARM_UP_STEPS);
  const fall = 0.1 + 0.45 * (1 + Math.cos((Math.PI * step) / steps));
  return learningRate * rise * fall;
}

/** By turns strangers, which teach the broad subjects, and neighbours, which teach the fine ones. */
function createBatches(table: Matrix, corpus: Corpus, options: RefineOptions) {
  const { random, batchSize, documents } = options;
  const batchCount = Math.max(1, Math.floor(documents.length / batchSize));
  const strangers = documents.slice();
  let neighbours = documents;
  let turns = Int32Array.from({ length: batchCount }, (_, index) => index);

  function startRound(): void {
    random.shuffle(strangers);
    const vectors = embedBags(bagsOf(corpus, table.rows, documents), table).unit;
    const order = orderByNeighbourhood(vectors, batchSize, random);
    neighbours = order.map((index) => documents[index]!);
    turns = Int32Array.from({ length: batchCount }, (_, index) => index);
    random.shuffle(turns);
  }

  return {
    next(step: number): Int32Array {
      const index = Math.floor(step / 2) % batchCount;
      if (index === 0 && step % 2 === 0) startRound();
      if (step % 2 === 0) return cut(strangers, index);
      return cut(neighbours, turns[index]!);
    },
  };

  function cut(from: Int32Array, index: number): Int32Array {
    return from.subarray(index * batchSize, Math.min(from.length, (index + 1) * batchSize));
  }
}
