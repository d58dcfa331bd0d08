import type { Editions } from "#editions";
import type { Clock, Log } from "#platform";

export interface FreezeParts {
  readonly editions: Pick<Editions, "due" | "freeze">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Closes every edition whose period is over and quiet. Safe to repeat. */
export async function freezeEditions(parts: FreezeParts): Promise<void> {
  const now = parts.clock.now();
  for (const period of await parts.editions.due(now)) {
    const edition = await parts.editions.freeze(period, now);
    parts.log.info({ period, papers: edition.total }, "an edition is closed");
  }
}
