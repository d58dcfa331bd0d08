import { setTimeout } from "node:timers/promises";
import { deliver, freezeEditions, type RecurringJob, startSchedule } from "#jobs";
import type { Notice } from "#web";
import type { App } from "./app.ts";
import { takeIn } from "./take-in.ts";

/** How often the index looks for papers it does not have. */
const FOLLOW_INTERVAL_MS = 300;
/** Quiet time after which the index is written beside the database. */
const SAVE_AFTER_MS = 3000;
/** Time for the index when the program stops; what is not written then is indexed at the next start. */
const LAST_SAVE_MS = 700;

export interface BackgroundTasks {
  readonly files: readonly string[];
  readonly isOffline: boolean;
}

/** What goes on beside answering requests, and what readers are told of it. */
export interface Background {
  notices(): readonly Notice[];
  /** The first intake: files, or the first harvest. Never rejects. */
  readonly firstIntake: Promise<void>;
  /** The first intake reads files. */
  readonly isImporting: boolean;
  /** Stops the intake, ends what runs, writes the index where that is quick. */
  stop(): Promise<void>;
}

/** Starts intake, indexing, freezing and delivery. */
export function startBackground(app: App, tasks: BackgroundTasks): Background {
  const { config } = app;
  const notices = new Map<string, Notice>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const follower = followChanges(app, signal);
  const readFiles = () => {
    const task = { kind: "files", files: tasks.files, format: "auto" } as const;
    return takeIn(app, task, { subject: "files", notices, signal });
  };
  const harvest = () => {
    const { arxivCategories: categories, contact } = config;
    const task = { kind: "harvest", source: "arxiv", categories, contact } as const;
    return takeIn(app, task, { subject: "arXiv", notices, signal });
  };
  const isImporting = tasks.files.length > 0;
  const canHarvest = !tasks.isOffline && !isImporting && config.arxivCategories.length > 0;
  const first = isImporting ? readFiles() : canHarvest ? harvest() : Promise.resolve();
  const recurring = canHarvest ? [{ name: "harvest", pattern: "17 * * * *", run: harvest }] : [];
  const schedule = startSchedule([...upkeep(app, signal), ...recurring], app.log);
  return {
    notices: () => [...notices.values()],
    firstIntake: first,
    isImporting,
    async stop() {
      stopping.abort();
      await schedule.stop();
      await first;
      await Promise.race([follower, setTimeout(LAST_SAVE_MS, undefined, { ref: false })]);
    },
  };
}

/** What has to be done on any site: closing editions, sending digests. */
function upkeep(app: App, signal: AbortSignal): RecurringJob[] {
  const freeze = () =>
    freezeEditions({ ...app, signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  return [
    { name: "freeze", pattern: "*/10 * * * *", run: freeze },
    { name: "deliver", pattern: "* * * * *", run: () => deliver({ ...app, signal }) },
  ];
}

async function followChanges(app: App, signal: AbortSignal): Promise<void> {
  let savedSeq = app.search.status().seq;
  let changedAtMs = 0;
  while (true) {
    try {
      if ((await app.papers.lastChange()) > app.search.status().seq) {
        await app.search.catchUp();
        changedAtMs = performance.now();
      }
      const { seq } = app.search.status();
      const isQuiet = performance.now() - changedAtMs > SAVE_AFTER_MS;
      if (seq > savedSeq && (isQuiet || signal.aborted)) {
        await app.search.save();
        savedSeq = seq;
      }
    } catch (error) {
      if (signal.aborted) return;
      app.log.error({ err: error }, "the index could not follow; it tries again");
    }
    if (signal.aborted) return;
    await setTimeout(FOLLOW_INTERVAL_MS, undefined, { signal }).catch(() => {});
  }
}
