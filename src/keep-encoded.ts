import { setTimeout } from "node:timers/promises";
import type { App } from "./app.ts";

/** How often new papers are looked for. */
const LOOK_INTERVAL_MS = 1_000;
/** Wait after the encoder failed; doubled each time. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 1_800_000;
/** Time between two lines of the log that say how far a long run is. */
const REPORT_INTERVAL_MS = 60_000;

/**
 * Gives every paper its vector of the optional encoder, for as long as the site runs. What
 * the encoder does not manage is tried again, ever more seldom; searches do without.
 */
export async function keepEncoded(app: App, signal: AbortSignal): Promise<void> {
  const { search } = app;
  if (!search.encode) return;
  let seq = -1;
  let saved = -1;
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const reached = search.status().seq;
    let pauseMs = LOOK_INTERVAL_MS;
    if (reached !== seq && reached > 0) {
      try {
        const { encoded, papers, refused } = await search.encode(tellProgress(app));
        if (encoded !== saved) {
          app.log.info({ encoded, papers, refused }, `${encoded} of ${papers} papers are encoded`);
          await search.save();
        }
        [seq, saved, waitMs] = [reached, encoded, FIRST_WAIT_MS];
      } catch (error) {
        if (signal.aborted) return;
        pauseMs = waitMs;
        waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
        tellFailure(app, error, pauseMs);
      }
    }
    await setTimeout(pauseMs, undefined, { signal, ref: false }).catch(() => {});
  }
}

function tellProgress({ log }: App) {
  let toldAtMs = performance.now();
  return ({ encoded, papers }: { readonly encoded: number; readonly papers: number }): void => {
    if (performance.now() - toldAtMs < REPORT_INTERVAL_MS) return;
    toldAtMs = performance.now();
    log.info({ encoded, papers }, `Encoding papers: ${encoded} of ${papers}`);
  };
}

function tellFailure({ log }: App, error: unknown, pauseMs: number): void {
  const reason = error instanceof Error ? error.message : String(error);
  log.warn({ reason }, `Papers wait to be encoded, for ${pauseMs / 1000} s at least: ${reason}`);
}
