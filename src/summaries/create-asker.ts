import { randomBytes } from "node:crypto";
import { AppError, createBackOff, RefusedInput } from "#platform";
import { askModel, fewerWishes, firstWishes } from "./ask-model.ts";
import { promptFor } from "./prompt.ts";
import type { SourceText } from "./source-text.ts";
import type { SummarySettings } from "./summary-settings.ts";

export interface AskTiming {
  /** For one request, start to end. */
  readonly deadlineMs: number;
  /** After a failure in passing. */
  readonly firstWaitMs: number;
}

/** A model on one slow core thinks for a minute or two. */
const TIMING: AskTiming = { deadlineMs: 180_000, firstWaitMs: 2_000 };
const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 60_000;
/** Where so many papers in a row are refused, it is not for the papers. */
const REFUSED_IN_A_ROW = 3;

/** The words of an answer; `refused` where the endpoint does not take this paper. */
export type Answer = { readonly words: string | undefined } | { readonly refused: true };

/**
 * Asks one endpoint again and again. What it refuses to be wished for is not wished for again.
 *
 * @returns a function that throws AppError `unavailable` or `rate_limited` when the endpoint
 *   does not answer, and the reason of `signal` when that ends it.
 */
export function createAsker(settings: SummarySettings, timing: AskTiming = TIMING) {
  const knock = createBackOff({
    firstWaitMs: timing.firstWaitMs,
    attempts: ATTEMPTS,
    longestWaitMs: LONGEST_WAIT_MS,
  });
  let wishes = firstWishes;
  let refusals = 0;

  const askOnce = async (source: SourceText, signal: AbortSignal | undefined) => {
    const messages = promptFor(source, randomBytes(12).toString("hex"));
    const late = AbortSignal.timeout(timing.deadlineMs);
    try {
      const ends = signal ? AbortSignal.any([signal, late]) : late;
      return await askModel(settings, { messages, wishes }, ends);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  };

  return async (source: SourceText, signal?: AbortSignal): Promise<Answer> => {
    for (;;) {
      try {
        const words = await knock(() => askOnce(source, signal), signal && { signal });
        refusals = 0;
        return { words };
      } catch (error) {
        if (!(error instanceof RefusedInput)) throw error;
        const fewer = fewerWishes(wishes, error);
        if (fewer) {
          wishes = fewer;
          continue;
        }
        refusals += 1;
        if (refusals < REFUSED_IN_A_ROW) return { refused: true };
        throw new AppError("unavailable", error.message, { cause: error });
      }
    }
  };
}
