import { Cron } from "croner";
import type { Log } from "#platform";

/** Something done again and again while the program runs. */
export interface RecurringJob {
  readonly name: string;
  /** Cron pattern, in UTC. */
  readonly pattern: string;
  run(): Promise<void>;
}

export interface Schedule {
  /** Lets what runs come to its end, then returns. */
  stop(): Promise<void>;
}

/**
 * Runs each job by its pattern, never twice at once. A failure is logged and the job runs
 * again at its next time; jobs must therefore be safe to repeat.
 */
export function startSchedule(jobs: readonly RecurringJob[], log: Log): Schedule {
  const running = new Set<Promise<void>>();
  const crons = jobs.map(
    (job) =>
      new Cron(job.pattern, { timezone: "UTC", protect: true, unref: true }, () => {
        const turn = job.run().catch((error: unknown) => {
          log.error({ job: job.name, err: error }, "a job failed; it runs again at its next time");
        });
        running.add(turn);
        return turn.finally(() => running.delete(turn));
      }),
  );
  return {
    async stop() {
      for (const cron of crons) cron.stop();
      await Promise.all(running);
    },
  };
}
