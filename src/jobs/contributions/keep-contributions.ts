import { checkClaims } from "./check-claims.ts";
import { type ContributionParts, resolveSubmissions } from "./resolve-submissions.ts";

export interface Contributions {
  /** Looks at whatever is due; turns that overlap become one. */
  run(): Promise<void>;
  /** Looks as soon as something comes in. */
  start(): void;
  /** Ends after what is under way. */
  stop(): Promise<void>;
}

/** Keeps submissions and claims moving: when they come in, and by the schedule. */
export function keepContributions(parts: ContributionParts): Contributions {
  const stopping = new AbortController();
  const ends: (() => void)[] = [];
  let running: Promise<void> | undefined;
  let isAskedAgain = false;

  async function runAll(): Promise<void> {
    do {
      isAskedAgain = false;
      await resolveSubmissions(parts, stopping.signal);
      await checkClaims(parts, stopping.signal);
    } while (isAskedAgain && !stopping.signal.aborted);
  }

  function run(): Promise<void> {
    if (running) isAskedAgain = true;
    running ??= runAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  const wake = () => {
    run().catch((error: unknown) =>
      parts.log.error({ err: error }, "submissions wait for the next minute"),
    );
  };

  return {
    run,
    start() {
      const { submissions, claims } = parts.community;
      ends.push(submissions.watch(wake), claims.watch(wake));
    },
    async stop() {
      stopping.abort();
      for (const end of ends) end();
      await running?.catch(() => undefined);
    },
  };
}
