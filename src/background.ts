import { setTimeout } from "node:timers/promises";
import {
  type Contributions,
  createOutside,
  deliver,
  fitOwnPrior,
  freezeEditions,
  type IntakeTask,
  keepContributions,
  keepSummaries,
  postToChannels,
  type RecurringJob,
  startSchedule,
  tidyDigests,
} from "#jobs";
import type { Notice } from "#web";
import type { App } from "./app.ts";
import { keepEncoded } from "./keep-encoded.ts";
import { keepFollowed } from "./keep-followed.ts";
import { keepIndexed } from "./keep-indexed.ts";
import { takeBounces } from "./take-bounces.ts";
import { takeIn } from "./take-in.ts";
import { ownPriorPath, shippedPriorPath } from "./trending-sources.ts";

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
  const bounces = takeBounces(app, signal);
  let intakes = 0;
  const followed = keepFollowed(app, signal, () => intakes > 0);
  const take = async (task: IntakeTask, subject: "files" | "arXiv") => {
    intakes += 1;
    await takeIn(app, task, { subject, notices, signal });
    intakes -= 1;
  };
  const readFiles = () => {
    const task = { kind: "files", files: tasks.files, format: "auto" } as const;
    return take(task, "files");
  };
  const harvest = () => {
    const { arxivCategories: categories, contact } = config;
    // PostgreSQL may serve several web processes, each with this schedule.
    const isShared = config.databaseUrl !== "";
    const task = { kind: "harvest", source: "arxiv", categories, contact, isShared } as const;
    return take(task, "arXiv");
  };
  const isImporting = tasks.files.length > 0;
  const canHarvest = !tasks.isOffline && !isImporting && config.arxivCategories.length > 0;
  const first = isImporting ? readFiles() : canHarvest ? harvest() : Promise.resolve();
  const recurring = canHarvest ? [{ name: "harvest", pattern: "17 * * * *", run: harvest }] : [];
  const contributions = tasks.isOffline ? undefined : contributionsOf(app);
  contributions?.start();
  if (contributions) {
    recurring.push({ name: "contributions", pattern: "* * * * *", run: contributions.run });
  }
  const schedule = startSchedule([...upkeep(app, signal), ...recurring], app.log);
  return {
    notices: () => [...notices.values()],
    firstIntake: first,
    isImporting,
    async stop() {
      stopping.abort();
      await contributions?.stop();
      await schedule.stop();
      await Promise.all([first, followed, bounces]);
      await Promise.race([follower, setTimeout(LAST_SAVE_MS, undefined, { ref: false })]);
    },
  };
}

/** Asks the sources of what readers submit and claim. */
function contributionsOf(app: App): Contributions {
  const { config, clock, accounts } = app;
  return keepContributions({
    ...app,
    people: accounts.people,
    outside: createOutside({ clock, contact: config.contact }),
    timeZone: config.timeZone,
    maxAgeDays: config.community.submissionMaxAgeDays,
  });
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
    { name: "channels", pattern: "* * * * *", run: () => postToChannels({ ...app, signal }) },
    { name: "mature", pattern: "*/10 * * * *", run: () => mature(app) },
    { name: "prior", pattern: "41 4 * * *", run: () => fitPrior(app, signal) },
    { name: "summaries", pattern: "* * * * *", run: keepSummaries({ ...app, signal }) },
    { name: "readers", pattern: "13 3 * * *", run: () => learnReaders(app, signal) },
    { name: "tidy", pattern: "23 * * * *", run: () => tidy(app) },
    { name: "issues", pattern: "37 3 * * *", run: () => tidyDigests({ ...app, signal }) },
  ];
}

/** Learns from the votes of the site what content lets expect. */
function fitPrior({ databaseSettings, config, log }: App, signal: AbortSignal): Promise<void> {
  const { timeZone } = config;
  const priorPath = ownPriorPath(databaseSettings.dataDir);
  const modelPath = shippedPriorPath;
  return fitOwnPrior({ databaseSettings, timeZone, modelPath, priorPath, log, signal });
}

/** Lets go of what is kept for a while only. */
async function tidy({ accounts, mail }: App): Promise<void> {
  await accounts.tidy();
  await mail.tidy();
}

/** Learns what readers have in common, and forgets what was made of papers that have changed. */
function learnReaders({ recommendations }: App, signal: AbortSignal): Promise<void> {
  return recommendations.refresh(signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Votes of accounts that have come of age begin to count. */
async function mature({ community, log }: App): Promise<void> {
  const votes = await community.votes.mature();
  if (votes > 0) log.info({ votes }, "votes of accounts that came of age count now");
}
