import { createBackOff, RefusedInput } from "#platform";
import type { EncodeOptions, Encoder } from "./encoder.ts";
import { type EncoderSettings, promptOf } from "./encoder-settings.ts";
import { requestEmbeddings } from "./openai-request.ts";

export interface OpenAiOptions {
  /** For one request, start to end; ms. */
  readonly deadlineMs?: number;
  /** First wait after a failure; ms. */
  readonly firstWaitMs?: number;
}

/** A model on one slow core takes about a minute over a batch of long texts. */
const DEADLINE_MS = 120_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
const ATTEMPTS = 6;
/** A single text that is refused is cut in half so often before it is given up. */
const HALVINGS = 3;

/** Any endpoint that speaks as OpenAI's `POST /embeddings` does. */
export function createOpenAiEncoder(
  settings: EncoderSettings,
  options: OpenAiOptions = {},
): Encoder {
  const knock = createBackOff({
    firstWaitMs: options.firstWaitMs ?? FIRST_WAIT_MS,
    attempts: ATTEMPTS,
    longestWaitMs: LONGEST_WAIT_MS,
  });
  const closing = new AbortController();
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;

  function ask(prompts: readonly string[], { signal, isPatient }: EncodeOptions) {
    const ends = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
    const work = async () => {
      const late = AbortSignal.timeout(deadlineMs);
      try {
        return await requestEmbeddings(settings, prompts, AbortSignal.any([ends, late]));
      } catch (error) {
        ends.throwIfAborted();
        throw error;
      }
    };
    return knock(work, { signal: ends, ...(isPatient !== true && { attempts: 1 }) });
  }

  /** Halves what is refused, first the batch and then the text, so that one text spoils no other. */
  async function askByHalves(
    prompts: readonly string[],
    encodeOptions: EncodeOptions,
    halvings = HALVINGS,
  ): Promise<Float32Array[]> {
    try {
      return await ask(prompts, encodeOptions);
    } catch (error) {
      if (!(error instanceof RefusedInput)) throw error;
      const [only] = prompts;
      if (prompts.length > 1) {
        const middle = Math.ceil(prompts.length / 2);
        const first = await askByHalves(prompts.slice(0, middle), encodeOptions);
        return [...first, ...(await askByHalves(prompts.slice(middle), encodeOptions))];
      }
      if (halvings === 0 || only === undefined || only.length < 2) throw error;
      const half = only.slice(0, Math.ceil(only.length / 2)).toWellFormed();
      return askByHalves([half], encodeOptions, halvings - 1);
    }
  }

  return {
    settings,
    encode: async (texts, encodeOptions) => {
      if (texts.length === 0) return [];
      const prompts = texts.map((text) => promptOf(settings, encodeOptions.kind, text));
      return askByHalves(prompts, encodeOptions);
    },
    close: async () => closing.abort(new Error("the encoder is closed")),
  };
}
