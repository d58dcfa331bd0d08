import {
  deliver,
  freezeEditions,
  type IntakeProgress,
  type IntakeTask,
  runIntake,
  startSchedule,
} from "#jobs";
import { AppError } from "#platform";
import type { Notice } from "#web";
import type { App } from "./app.ts";

/** How often the index looks for papers it does not have. */
const FOLLOW_INTERVAL_MS = 300;
/** Quiet time after which the index is written beside the database. */
const SAVE_AFTER_MS = 3000;

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
  /** Stops the intake, ends what runs, writes the index. */
  stop(): Promise<void>;
}

/** Starts intake, indexing, freezing and delivery. */
export function startBackground(app: App, tasks: BackgroundTasks): Background {
  const { config, log } = app;
  const notices = new Map<string, Notice>();
  const stopping = new AbortController();
  const follower = followChanges(app, stopping.signal);
  const intake = (task: IntakeTask, subject: string) =>
    takeIn(app, task, { subject, notices, signal: stopping.signal });
  const harvest = () =>
    intake(
      {
        kind: "harvest",
        source: "arxiv",
        categories: config.arxivCategories,
        contact: config.contact,
      },
      "arXiv",
    );
  const canHarvest =
    !tasks.isOffline && tasks.files.length === 0 && config.arxivCategories.length > 0;
  const first =
    tasks.files.length > 0
      ? intake({ kind: "files", files: tasks.files, format: "auto" }, "files")
      : canHarvest
        ? harvest()
        : Promise.resolve();
  const schedule = startSchedule(
    [
      { name: "freeze", pattern: "*/10 * * * *", run: () => freezeEditions(app) },
      { name: "deliver", pattern: "* * * * *", run: () => deliver(app) },
      ...(canHarvest ? [{ name: "harvest", pattern: "17 * * * *", run: harvest }] : []),
    ],
    log,
  );
  return {
    notices: () => [...notices.values()],
    firstIntake: first,
    isImporting: tasks.files.length > 0,
    async stop() {
      stopping.abort();
      await schedule.stop();
      await first;
      await follower;
    },
  };
}

interface IntakeOptions {
  readonly subject: string;
  readonly notices: Map<string, Notice>;
  readonly signal: AbortSignal;
}

async function takeIn(app: App, task: IntakeTask, options: IntakeOptions): Promise<void> {
  const { log } = app;
  const { subject, notices, signal } = options;
  const say = (kind: Notice["kind"], text: string) => notices.set(subject, { kind, text });
  say("info", `Papers are coming in from ${subject}.`);
  const onProgress = ({ bytesRead, bytesTotal, papersRead }: IntakeProgress) => {
    const share = bytesTotal > 0 ? `, ${Math.round((100 * bytesRead) / bytesTotal)} %` : "";
    say("info", `Papers are coming in from ${subject}: ${papersRead} so far${share}.`);
  };
  try {
    const summary = await runIntake(app, task, { onProgress, signal });
    notices.delete(subject);
    const { read, added, merged, unchanged, refused, failed } = summary;
    log.info({ subject, read, added, merged, unchanged, refused: refused.length }, "papers are in");
    for (const refusal of refused.slice(0, 20)) log.warn(refusal, "not read");
    if (failed.length > 0) {
      say("warning", `Not read to the end: ${failed.join(", ")}.`);
    }
  } catch (error) {
    if (signal.aborted) return;
    const reason = error instanceof AppError ? error.message : "an internal error, see the log";
    log.warn({ subject, err: error }, "no papers came in");
    say("warning", `No papers came in from ${subject}: ${reason}`);
  }
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
      app.log.error({ err: error }, "the index could not follow; it tries again");
    }
    if (signal.aborted) return;
    await waitMs(FOLLOW_INTERVAL_MS, signal);
  }
}

function waitMs(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
