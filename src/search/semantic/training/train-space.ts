import type { EmbeddableText } from "../space.ts";
import type { TokenTables } from "../token-space.ts";
import { fitLatentSpace } from "./latent-space.ts";
import { learnVocabulary } from "./learn-vocabulary.ts";
import type { Matrix } from "./matrix.ts";
import { quantise } from "./quantise.ts";
import { createRandom, type Random } from "./random.ts";
import { refine } from "./refine.ts";
import { rotate } from "./rotate.ts";
import { startVectors } from "./start-vectors.ts";
import { inverseDocumentFrequencies, weighTerms } from "./term-weights.ts";
import { type Corpus, readWordCorpus } from "./text-corpus.ts";
import { tokenise } from "./token-corpus.ts";

export interface TrainingOptions {
  /** First part of the space's identity; default "trained". */
  readonly name?: string;
  /** Default 256. */
  readonly dimensions?: number;
  /** Entries of the vocabulary, at most; default 28,500, which makes a file of 8 MB. */
  readonly vocabularySize?: number;
  /** Contrastive steps; default 2,000. */
  readonly steps?: number;
  /** The same seed and texts give the same bytes; default 1. */
  readonly seed?: number;
  /** Called with the share of the work done, 0 to 1. */
  readonly onProgress?: (share: number, stage: string) => void;
}

/** A trained model, ready to be saved or used. */
export interface TrainedSpace {
  readonly name: string;
  readonly tables: TokenTables;
  /** Papers it was trained on. */
  readonly documents: number;
  /** Mean loss of the last steps. */
  readonly loss: number;
}

const DEFAULTS = {
  name: "trained",
  dimensions: 256,
  vocabularySize: 28_500,
  steps: 2_000,
  seed: 1,
};
const BATCH_SIZE = 512;
const LEARNING_RATE = 0.0007;
const LATENT_PASSES = 4;
/** Share of the dimensions that latent semantic analysis fills; the rest start at random. */
const LATENT_SHARE = 0.5;
/** Share of the whole time that is over when the contrast begins. */
const SHARE_BEFORE_CONTRAST = 0.1;
/** Steps between two reports of progress, after which other work gets its turn. */
const STEPS_PER_REPORT = 10;

/**
 * Fits a static space to texts: a vocabulary, then start vectors from latent semantic
 * analysis, then contrast of parts of papers with their wholes. Uses one core and holds
 * all texts in memory as numbers, about 1 KB a paper.
 */
export async function trainSpace(
  texts: AsyncIterable<EmbeddableText> | Iterable<EmbeddableText>,
  options: TrainingOptions = {},
): Promise<TrainedSpace> {
  const settings = { ...DEFAULTS, ...options };
  const report: Report = (share, stage) => options.onProgress?.(share, stage);
  const random = createRandom(settings.seed);
  report(0, "reading");
  const words = await readWordCorpus(texts);
  report(0.02, "vocabulary");
  const entries = learnVocabulary(words, settings.vocabularySize);
  const corpus = tokenise(words, entries);
  report(0.03, "latent space");
  const table = startTable(corpus, entries.length, settings.dimensions, random);
  report(SHARE_BEFORE_CONTRAST, "contrast");
  const loss = await contrastStage(table, corpus, { steps: settings.steps, random }, report);
  report(1, "done");
  const tables = quantise(entries, rotate(table, random));
  return { name: settings.name, tables, documents: corpus.documents, loss };
}

function startTable(corpus: Corpus, tokens: number, dimensions: number, random: Random): Matrix {
  const idf = inverseDocumentFrequencies(corpus, tokens);
  const latent = fitLatentSpace(weighTerms(corpus, idf), tokens, {
    dimensions: Math.round(dimensions * LATENT_SHARE),
    passes: LATENT_PASSES,
    random,
  });
  return startVectors(latent, idf, dimensions, random);
}

type Report = (share: number, stage: string) => void;

/** @returns the running mean of the loss at the end. */
async function contrastStage(
  table: Matrix,
  corpus: Corpus,
  options: { readonly steps: number; readonly random: Random },
  report: Report,
): Promise<number> {
  let recent = 0;
  await refine(table, corpus, {
    ...options,
    batchSize: BATCH_SIZE,
    learningRate: LEARNING_RATE,
    documents: Int32Array.from({ length: corpus.documents }, (_, document) => document),
    async onStep(step, loss) {
      recent = step === 1 ? loss : 0.98 * recent + 0.02 * loss;
      if (step % STEPS_PER_REPORT !== 0) return;
      const done = step / options.steps;
      report(SHARE_BEFORE_CONTRAST + (1 - SHARE_BEFORE_CONTRAST) * done, "contrast");
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  return recent;
}
