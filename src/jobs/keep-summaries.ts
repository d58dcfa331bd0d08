import type { EditionReader } from "#editions";
import type { Clock, Log } from "#platform";
import type { Summaries } from "#summaries";

export interface KeepSummariesParts {
  readonly editions: Pick<EditionReader, "list" | "get">;
  readonly summaries: Summaries;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn">;
  readonly signal?: AbortSignal;
}

/** The newest editions, and the papers at the head of each. */
const EDITIONS = 3;
const PAPERS_PER_EDITION = 200;
/** Wait after the endpoint failed; doubled each time. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Has the newest papers summed up, one round for each call. What the endpoint does not manage
 * is tried again, ever more seldom; readers do without.
 */
export function keepSummaries(parts: KeepSummariesParts): () => Promise<void> {
  const { summaries, clock, log, signal } = parts;
  let waitMs = FIRST_WAIT_MS;
  let notBefore = 0;
  return async () => {
    if (!summaries.isOn || clock.now().getTime() < notBefore) return;
    try {
      const { made, refused } = await summaries.keep(await newestPapers(parts), signal);
      waitMs = FIRST_WAIT_MS;
      if (made + refused > 0) log.info({ made, refused }, `${made} papers are summed up`);
    } catch (error) {
      if (signal?.aborted) return;
      notBefore = clock.now().getTime() + waitMs;
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ reason }, `Papers wait to be summed up, for ${waitMs / 1000} s: ${reason}`);
      waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
    }
  };
}

async function newestPapers({ editions }: KeepSummariesParts) {
  const days = await editions.list("day", EDITIONS, 0);
  const pages = await Promise.all(
    days.map(({ period }) => editions.get(period, { limit: PAPERS_PER_EDITION })),
  );
  return pages.flatMap(({ entries }) => entries.map(({ paperId }) => paperId));
}
