import { AppError } from "#platform";
import type { Encoder } from "./encoder.ts";
import { nameOf } from "./encoder-settings.ts";
import type { VectorStore } from "./vector-store.ts";

/** A batch ends at so many texts or characters, whichever comes first. */
const BATCH_TEXTS = 32;
const BATCH_CHARACTERS = 64_000;
/** Batches under way at once; a model in this machine does one at a time anyway. */
const CONCURRENCY = { openai: 4, transformers: 1 } as const;

export interface EncodeTextsParts {
  readonly encoder: Encoder;
  readonly store: VectorStore;
  readonly signal?: AbortSignal;
  /** Texts that now have vectors on disk, or were refused, since the call. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Makes the vectors of texts and stores them batch by batch: what is stored is never asked
 * for again, in whatever way the work ends.
 *
 * @returns texts that the encoder refuses, even alone.
 * @throws AppError as `Encoder.encode` does, but for texts that it refuses; `conflict` when
 *   the encoder is another model than the one whose vectors are stored.
 */
export async function encodeTexts(
  parts: EncodeTextsParts,
  texts: Iterable<string>,
): Promise<string[]> {
  const { encoder, store } = parts;
  const missing = new Set<string>();
  for (const text of texts) if (text !== "" && !store.has(text)) missing.add(text);
  // Texts of like length pad each other least.
  const batches = inBatches([...missing].sort((a, b) => a.length - b.length));
  const refused: string[] = [];
  let done = 0;
  let failure: { readonly error: unknown } | undefined;
  const run = async (): Promise<void> => {
    for (let batch = batches.shift(); batch && !failure; batch = batches.shift()) {
      try {
        refused.push(...(await encodeBatch(parts, batch)));
      } catch (error) {
        failure ??= { error };
      }
      done += batch.length;
      if (!failure) parts.onProgress?.(done);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY[encoder.settings.kind] }, run));
  if (failure) throw failure.error;
  return refused;
}

/** Batches of texts in order. */
export function inBatches(texts: readonly string[]): string[][] {
  const batches: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const batch = batches.at(-1);
    const isFull =
      !batch || batch.length >= BATCH_TEXTS || characters + text.length > BATCH_CHARACTERS;
    if (isFull) {
      batches.push([text]);
      characters = text.length;
    } else {
      batch.push(text);
      characters += text.length;
    }
  }
  return batches;
}

async function encodeBatch(parts: EncodeTextsParts, batch: readonly string[]): Promise<string[]> {
  try {
    await encodeAndStore(parts, batch);
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    if (batch.length === 1) return [...batch];
    const refused: string[] = [];
    for (const text of batch) refused.push(...(await encodeBatch(parts, [text])));
    return refused;
  }
}

async function encodeAndStore(parts: EncodeTextsParts, texts: readonly string[]): Promise<void> {
  const { encoder, store, signal } = parts;
  const options = { kind: "paper", isPatient: true, ...(signal && { signal }) } as const;
  const vectors = await encoder.encode(texts, options);
  const length = vectors[0]?.length ?? 0;
  if (length !== store.dimensions) throw anotherModel(encoder, length, store.dimensions);
  await store.append(texts.map((text, at) => ({ text, vector: vectors[at]! })));
}

function anotherModel(encoder: Encoder, length: number, stored: number): AppError {
  return new AppError(
    "conflict",
    `${nameOf(encoder.settings)} makes vectors of ${length} numbers; those it made before have ${stored}. It is another model under the same name: delete its folder in "encoders" of the data folder, or set ENCODER_DIMENSIONS`,
  );
}
