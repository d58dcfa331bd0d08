import type { DatabaseSettings, Log } from "#platform";
import { runWorker } from "./run-worker.ts";

/** What the fitting thread is told. */
export interface FitOwnPriorRequest {
  readonly databaseSettings: DatabaseSettings;
  readonly timeZone: string;
  /** The model that ships. */
  readonly modelPath: string;
  /** Where what was learnt is kept. */
  readonly priorPath: string;
}

export interface FittedPrior {
  readonly papers: number;
  /** 0: content says nothing of the votes here. */
  readonly skill: number;
}

/**
 * Learns from the votes of the site itself what content lets expect, and keeps it in a file.
 * Safe to repeat and to be killed. A site with few votes keeps what it has.
 */
export async function fitOwnPrior(
  parts: FitOwnPriorRequest & { readonly log: Log; readonly signal?: AbortSignal },
): Promise<void> {
  const { databaseSettings, timeZone, modelPath, priorPath, log, signal } = parts;
  const data: FitOwnPriorRequest = { databaseSettings, timeZone, modelPath, priorPath };
  const fitted = await runWorker<never, FittedPrior | undefined>({
    file: new URL("./fit-own-prior-worker.ts", import.meta.url),
    data,
    onProgress() {},
    signal,
  });
  if (fitted) log.info({ ...fitted }, "what content lets expect is learnt anew");
}
