import { AppError, type Clock, type Database } from "#platform";
import type { Reading } from "./record.ts";
import type { Source } from "./source.ts";
import type { SourceRun } from "./source-run.ts";
import { beginRun, createRunStore, type RunStore } from "./store.ts";

export interface SourceRuns {
  /**
   * Asks the source what is new and hands it to `take`, which returns how many papers it stored.
   * An `AppError`, of the source or of `take`, is an outcome of the run, not an exception;
   * anything else is thrown. The validators of a visit count once `take` has returned.
   *
   * @param options `unlessWithinMs`: where another process, or this one, visits the source or
   *   has visited it within that time, it is not asked again, and that run is returned.
   */
  visit(
    source: Source,
    take: (readings: AsyncIterable<readonly Reading[]>) => Promise<number>,
    options?: { readonly unlessWithinMs?: number },
  ): Promise<SourceRun>;
  /** The last run of each source ever visited, by name: what readers are shown. */
  listSourceStatus(): Promise<SourceRun[]>;
}

/** Runs kept for the operator to look back on. */
const KEEP_DAYS = 30;

interface RunParts {
  readonly database: Database;
  readonly clock: Clock;
}

export function createSourceRuns(parts: RunParts): SourceRuns {
  const store = createRunStore(parts.database);
  const { clock } = parts;
  return {
    async visit(source, take, { unlessWithinMs = 0 } = {}) {
      const { started, other } = await start(store, source, { ...parts, unlessWithinMs });
      if (other) return other;
      const finish = async (changes: Partial<SourceRun>): Promise<SourceRun> => {
        const run = { ...started, finishedAt: clock.now().toISOString(), ...changes };
        await store.put(run);
        return run;
      };
      try {
        const harvest = await source.harvest(started.validators);
        if (!harvest.isChanged)
          return await finish({ outcome: "done", message: "Nothing is new." });
        const watched = watch(harvest.readings);
        const records = await take(watched.readings);
        const message = watched.failure();
        // Its validators are let go: an answer that broke off is asked for again in full.
        if (message) return await finish({ outcome: "failed", records, message });
        return await finish({ outcome: "done", records, validators: harvest.validators });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const run = await finish({ outcome: "failed", message });
        if (error instanceof AppError) return run;
        throw error;
      }
    },
    listSourceStatus: () => store.listNewest(),
  };
}

async function start(
  store: RunStore,
  source: Source,
  { database, clock, unlessWithinMs }: RunParts & { readonly unlessWithinMs: number },
): Promise<{ readonly started: SourceRun; readonly other: SourceRun | undefined }> {
  const now = clock.now();
  const last = await store.findLastDone(source.name);
  const run: SourceRun = {
    source: source.name,
    startedAt: now.toISOString(),
    finishedAt: undefined,
    outcome: "running",
    records: 0,
    message: undefined,
    validators: last?.validators ?? {},
  };
  const oldest = new Date(now.getTime() - KEEP_DAYS * 86_400_000).toISOString();
  await store.removeBefore(source.name, oldest);
  if (unlessWithinMs === 0) {
    await store.put(run);
    return { started: run, other: undefined };
  }
  const since = new Date(now.getTime() - unlessWithinMs).toISOString();
  return { started: run, other: await beginRun(database, run, since) };
}

/** Passes readings on and remembers whether the document itself failed. */
function watch(readings: AsyncIterable<readonly Reading[]>) {
  let failure: string | undefined;
  async function* passOn() {
    for await (const batch of readings) {
      const last = batch.at(-1);
      if (last?.kind === "refused" && last.isFatal) failure = last.reason;
      yield batch;
    }
  }
  return { readings: passOn(), failure: () => failure };
}
