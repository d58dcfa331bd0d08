import { setTimeout } from "node:timers/promises";
import type { App } from "./app.ts";

/** How often the index looks for papers it does not have, from whatever process they came. */
const LOOK_INTERVAL_MS = 150;
/** Quiet time after which the index is written beside the database. */
const SAVE_AFTER_MS = 3_000;
/** Wait after a save failed: a full disk is not emptied in a second. */
const SAVE_AGAIN_MS = 60_000;
/** Where it is never quiet, the index is written as often. */
const SAVE_AT_LEAST_MS = 5 * 60_000;

/** Follows the change log with the index and saves it, until told to stop. Never rejects. */
export async function keepIndexed(app: App, signal: AbortSignal): Promise<void> {
  const save = createSaving(app);
  // A space that is missing is fitted by the first run, though no paper has changed.
  let isFirst = !app.search.status().fitted;
  while (true) {
    try {
      if (isFirst || (await app.search.isBehind())) {
        isFirst = false;
        await app.search.catchUp();
        save.noteChange();
      }
      if (signal.aborted) await save.now();
      else save.whenDue();
    } catch (error) {
      if (!signal.aborted) {
        app.log.error({ err: error }, "the index could not follow; it tries again");
      }
    }
    if (signal.aborted) return;
    await setTimeout(LOOK_INTERVAL_MS, undefined, { signal }).catch(() => {});
  }
}

/** Saves beside the following, one at a time. */
function createSaving(app: App) {
  let saved = versionOf(app);
  let savedAtMs = performance.now();
  let changedAtMs = 0;
  let notBeforeMs = 0;
  let saving: Promise<void> | undefined;
  const save = async (): Promise<void> => {
    const version = versionOf(app);
    savedAtMs = performance.now();
    if (version === saved) return;
    await app.search.save();
    saved = version;
  };
  return {
    noteChange: () => {
      changedAtMs = performance.now();
    },
    whenDue: (): void => {
      const nowMs = performance.now();
      const isQuiet = nowMs - changedAtMs > SAVE_AFTER_MS;
      if (saving || nowMs < notBeforeMs || (!isQuiet && nowMs - savedAtMs < SAVE_AT_LEAST_MS))
        return;
      saving = save()
        .catch((error: unknown) => {
          notBeforeMs = nowMs + SAVE_AGAIN_MS;
          app.log.error({ err: error }, "the index could not be saved; it is tried again");
        })
        .finally(() => {
          saving = undefined;
        });
    },
    now: async (): Promise<void> => {
      await saving;
      await save();
    },
  };
}

/** What is worth saving has changed when this has. */
function versionOf({ search }: App): string {
  const { seq, fitted } = search.status();
  return `${seq} ${fitted?.identity ?? ""}`;
}
