import { AppError, postToEndpoint } from "#platform";
import type { EncoderSettings } from "./encoder-settings.ts";
import { nameOf } from "./encoder-settings.ts";
import { toUnitVector } from "./normalise.ts";

/** A batch of 32 vectors of 4,096 numbers, written out in full, is a fifth of it. */
const MAX_ANSWER_BYTES = 16 << 20;

/**
 * One `POST {url}/embeddings`, in the shape that OpenAI, TEI, Ollama and vLLM share.
 *
 * @throws TransientFailure when it may work later, RefusedInput for texts that are not taken
 *   (fewer or shorter ones may be), AppError `unavailable` for all else.
 */
export async function requestEmbeddings(
  settings: EncoderSettings,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const { model, dimensions } = settings;
  const call = {
    path: "/embeddings",
    body: { model, input: texts, ...(dimensions > 0 && { dimensions }) },
    maxAnswerBytes: MAX_ANSWER_BYTES,
    settings: "ENCODER",
  };
  return readVectors(settings, await postToEndpoint(settings, call, signal), texts.length);
}

function readVectors(settings: EncoderSettings, body: string, count: number): Float32Array[] {
  const data = dataIn(body);
  if (!data) throw new AppError("unavailable", `${nameOf(settings)} answered no embeddings`);
  const vectors: Float32Array[] = [];
  for (const [at, item] of data.entries()) {
    const { embedding, index = at } = (item ?? {}) as { embedding?: unknown; index?: unknown };
    const isPlace = Number.isInteger(index) && Number(index) >= 0 && Number(index) < count;
    if (!Array.isArray(embedding) || !isPlace) continue;
    vectors[Number(index)] = toUnitVector(embedding, settings.dimensions);
  }
  if (data.length !== count || Object.keys(vectors).length !== count) {
    const got = Object.keys(vectors).length;
    throw new AppError("unavailable", `${nameOf(settings)} answered ${got} of ${count} vectors`);
  }
  const [first] = vectors;
  if (vectors.some((vector) => vector.length !== first!.length)) {
    throw new AppError("unavailable", `${nameOf(settings)} answered vectors of several lengths`);
  }
  return vectors;
}

function dataIn(body: string): unknown[] | undefined {
  try {
    const { data } = JSON.parse(body);
    return Array.isArray(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
