import { AppError, type Log } from "#platform";
import type { Encoder } from "./encoder.ts";
import { nameOf } from "./encoder-settings.ts";

export interface QueryVectorsParts {
  readonly encoder: Encoder;
  readonly log?: Pick<Log, "info" | "warn"> | undefined;
  /** Longest that a search waits; ms. What comes later serves the next who asks the same. */
  readonly timeLimitMs?: number;
  /** Time for which an encoder that failed is left alone; ms. */
  readonly restMs?: number;
  /** Queries remembered. */
  readonly capacity?: number;
  /** A clock that never goes back; ms. */
  readonly now?: () => number;
}

/** Vectors of queries, each made once and remembered while it is asked for. */
export interface QueryVectors {
  /** `undefined` when the encoder does not answer in time. Never rejects. */
  vectorOf(text: string): Promise<Float32Array | undefined>;
}

const TIME_LIMIT_MS = 1_500;
const REST_MS = 15_000;
const CAPACITY = 2_000;
/** Longest that an answer is waited for beside the searches. */
const GIVE_UP_MS = 30_000;

export function createQueryVectors(parts: QueryVectorsParts): QueryVectors {
  const { encoder, timeLimitMs = TIME_LIMIT_MS } = parts;
  const recent = createRecent<Float32Array>(parts.capacity ?? CAPACITY);
  const health = createHealth(parts);
  const asked = new Map<string, Promise<Float32Array | undefined>>();

  function ask(text: string): Promise<Float32Array | undefined> {
    const running = asked.get(text);
    if (running) return running;
    const signal = AbortSignal.timeout(GIVE_UP_MS);
    const keep = ([vector]: Float32Array[]) => {
      health.answered();
      recent.set(text, vector!);
      return vector;
    };
    const asking = encoder
      .encode([text], { kind: "query", signal })
      .then(keep, health.failed)
      .finally(() => asked.delete(text));
    asked.set(text, asking);
    return asking;
  }

  return {
    vectorOf: async (text) => {
      const remembered = recent.get(text);
      if (remembered || health.rests()) return remembered;
      const late = Promise.withResolvers<undefined>();
      const timer = setTimeout(() => {
        late.resolve(health.failed(slow(encoder, timeLimitMs)));
      }, timeLimitMs);
      try {
        return await Promise.race([ask(text), late.promise]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The values last used. */
function createRecent<T>(capacity: number) {
  const values = new Map<string, T>();
  const set = (name: string, value: T): void => {
    values.delete(name);
    values.set(name, value);
    for (const oldest of values.keys()) {
      if (values.size <= capacity) break;
      values.delete(oldest);
    }
  };
  const get = (name: string): T | undefined => {
    const value = values.get(name);
    if (value !== undefined) set(name, value);
    return value;
  };
  return { get, set };
}

/** Whether it is worth asking; says in the log when that changes, and only then. */
function createHealth(parts: QueryVectorsParts) {
  const { encoder, log, restMs = REST_MS, now = () => performance.now() } = parts;
  let restsUntilMs = 0;
  let isSilent = false;
  return {
    rests: () => now() < restsUntilMs,
    failed: (error: unknown): undefined => {
      restsUntilMs = now() + restMs;
      const reason = error instanceof Error ? error.message : String(error);
      if (!isSilent) log?.warn({ reason }, `Searches do without the encoder: ${reason}`);
      isSilent = true;
    },
    answered: (): void => {
      if (isSilent) log?.info({}, `${nameOf(encoder.settings)} answers again`);
      isSilent = false;
      restsUntilMs = 0;
    },
  };
}

function slow({ settings }: Encoder, timeLimitMs: number): AppError {
  return new AppError(
    "unavailable",
    `${nameOf(settings)} does not answer within ${timeLimitMs} ms`,
  );
}
