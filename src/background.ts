import { setTimeout } from "node:timers/promises";
import { deliver, freezeEditions, type RecurringJob, startSchedule } from "#jobs";
import type { Notice } from "#web";
import type { App } from "./app.ts";
import { keepEncoded } from "./keep-encoded.ts";
import { keepIndexed } from "./keep-indexed.ts";
import { takeIn } from "./take-in.ts";

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
  const follower = keepIndexed(app, signal);
  void keepEncoded(app, signal);
  const readFiles = () => {
    const task = { kind: "files", files: tasks.files, format: "auto" } as const;
    return takeIn(app, task, { subject: "files", notices, signal });
  };
  const harvest = () => {
    const { arxivCategories: categories, contact } = config;
    // PostgreSQL may serve several web processes, each with this schedule.
    const isShared = config.databaseUrl !== "";
    const task = { kind: "harvest", source: "arxiv", categories, contact, isShared } as const;
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
