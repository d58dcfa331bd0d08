import type { Clock, DatabaseSettings, Log } from "#platform";
import type {
  Interest,
  ReaderId,
  RecommendationList,
  Recommendations,
} from "../recommendations.ts";
import type { PlainRequest } from "../recommender.ts";
import type { RecommenderSettings, RefreshReport } from "./messages.ts";
import { startThread } from "./thread.ts";
import { createThreadPool } from "./thread-pool.ts";

export interface RecommendersParts {
  readonly databaseSettings: DatabaseSettings;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly log: Pick<Log, "info">;
  readonly threads?: number;
}

export interface Recommenders extends Pick<Recommendations, "recommend" | "refresh" | "close"> {
  learn(reader: ReaderId): Promise<readonly Interest[]>;
}

/** Readers that a thread answers for at once: few enough that nobody waits long behind them. */
const READERS_PER_QUESTION = 32;

/** Hands readers to threads, which are started when they are first needed. */
export function createRecommenders(parts: RecommendersParts): Recommenders {
  const { clock, log } = parts;
  const settings: RecommenderSettings = {
    databaseSettings: parts.databaseSettings,
    timeZone: parts.timeZone,
  };
  const pool = createThreadPool({
    start: (onExit) => startThread(settings, onExit),
    threads: parts.threads ?? 1,
    clock,
  });
  return {
    async recommend(requests) {
      const plain = requests.map(
        ({ without, ...rest }): PlainRequest => ({
          ...rest,
          ...(without && { without: [...without] }),
        }),
      );
      const answers: Promise<readonly RecommendationList[]>[] = [];
      for (let start = 0; start < plain.length; start += READERS_PER_QUESTION) {
        const part = plain.slice(start, start + READERS_PER_QUESTION);
        const question = { kind: "recommend", requests: part } as const;
        answers.push(pool.ask(question, part.length) as Promise<readonly RecommendationList[]>);
      }
      return (await Promise.all(answers)).flat();
    },
    learn: (reader) => pool.ask({ kind: "learn", reader }, 1) as Promise<readonly Interest[]>,
    async refresh(signal) {
      signal?.throwIfAborted();
      // In a thread of its own: it takes minutes, and readers are answered meanwhile.
      const thread = startThread(settings, () => undefined);
      const stop = () => void thread.stop();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        const report = (await thread.ask({ kind: "refresh" }, clock.now())) as RefreshReport;
        log.info({ ...report }, "what readers have in common is learnt anew");
      } finally {
        signal?.removeEventListener("abort", stop);
        await thread.close();
      }
    },
    close: pool.close,
  };
}
