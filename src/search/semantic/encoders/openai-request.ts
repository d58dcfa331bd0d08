import { AppError, retryAfterMs } from "#platform";
import { TransientFailure } from "./back-off.ts";
import type { EncoderSettings } from "./encoder-settings.ts";
import { nameOf } from "./encoder-settings.ts";
import { toUnitVector } from "./normalise.ts";

/** A batch of 32 vectors of 4,096 numbers, written out in full, is a fifth of it. */
const MAX_ANSWER_BYTES = 16 << 20;
const TRANSIENT = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

/** The endpoint refuses these texts, and says why; fewer or shorter ones may do. */
export class RefusedTexts extends AppError {}

/**
 * One `POST {url}/embeddings`, in the shape that OpenAI, TEI, Ollama and vLLM share.
 *
 * @throws TransientFailure when it may work later, RefusedTexts for 400, 413 and 422,
 *   AppError `unavailable` for all else.
 */
export async function requestEmbeddings(
  settings: EncoderSettings,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const { model, dimensions, url, key } = settings;
  const wanted = { model, input: texts, ...(dimensions > 0 && { dimensions }) };
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${url}/embeddings`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(key !== "" && { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(wanted),
      signal,
    });
    body = await readText(response);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new TransientFailure(`${nameOf(settings)}: ${reasonOf(error)}`, undefined, {
      cause: error,
    });
  }
  if (response.status !== 200) throw refusal(settings, response, body);
  return readVectors(settings, body, texts.length);
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new AppError("unavailable", "The answer has no end");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refusal(settings: EncoderSettings, response: Response, body: string): Error {
  const { status, headers } = response;
  const message = `${nameOf(settings)} answered ${status}${quote(settings, body)}`;
  if (TRANSIENT.has(status)) {
    return new TransientFailure(message, retryAfterMs(headers.get("retry-after"), Date.now()));
  }
  if (status === 400 || status === 413 || status === 422)
    return new RefusedTexts("invalid", message);
  const advice = advices.get(status) ?? (status >= 300 && status < 400 ? MOVED : "");
  return new AppError("unavailable", `${message}${advice}`);
}

const MOVED = ": it stands elsewhere; set ENCODER_URL to that address";
const advices: ReadonlyMap<number, string> = new Map([
  [401, ": check ENCODER_KEY"],
  [403, ": check ENCODER_KEY"],
  [404, ": check ENCODER_URL, which ends before /embeddings, and ENCODER_MODEL"],
]);

/** What an endpoint says of an error, in brief; the key is struck out should it be in there. */
function quote({ key }: EncoderSettings, body: string): string {
  const said = messageIn(body).replaceAll(/\s+/g, " ").trim().slice(0, 300);
  const safe = key === "" ? said : said.replaceAll(key, "[masked]");
  return safe === "" ? "" : ` (${safe.replaceAll(/\bsk-[\w*-]+/g, "[masked]")})`;
}

function messageIn(body: string): string {
  try {
    const { error, message } = JSON.parse(body);
    const said = error?.message ?? error ?? message;
    return typeof said === "string" ? said : "";
  } catch {
    return "";
  }
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

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no answer in time";
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? error.message;
}
