import type { Editions, Period } from "#editions";
import type { Clock, DatabaseSettings, Log } from "#platform";
import { runWorker } from "./run-worker.ts";

export interface FreezeParts {
  readonly editions: Pick<Editions, "due">;
  readonly databaseSettings: DatabaseSettings;
  readonly config: { readonly timeZone: string; readonly freezeAfterHours: number };
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the run; editions not yet closed are closed by the next. */
  readonly signal?: AbortSignal;
}

/** What the freezing thread is told. */
export interface FreezeRequest {
  readonly databaseSettings: DatabaseSettings;
  readonly timeZone: string;
  readonly freezeAfterHours: number;
  readonly periods: readonly Period[];
  readonly now: Date;
}

export interface FrozenEdition {
  readonly period: Period;
  readonly papers: number;
}

/** Closes every edition whose period is over and quiet. Safe to repeat. */
export async function freezeEditions(parts: FreezeParts): Promise<void> {
  const now = parts.clock.now();
  const periods = await parts.editions.due(now);
  if (periods.length === 0) return;
  const { databaseSettings, config, log } = parts;
  const { timeZone, freezeAfterHours } = config;
  const request = { databaseSettings, timeZone, freezeAfterHours, periods, now };
  const file = new URL("./freeze-worker.ts", import.meta.url);
  const { signal } = parts;
  const frozen = await runWorker<never, FrozenEdition[]>({
    file,
    data: request,
    onProgress() {},
    signal,
  });
  for (const edition of frozen) log.info({ ...edition }, "an edition is closed");
}
