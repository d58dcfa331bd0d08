import type { Log } from "#platform";
import type { Pace } from "../addresses.ts";
import { type Bucket, createBucket } from "./bucket.ts";
import { destinationOf } from "./destination.ts";
import type { BackOff, PaceStore } from "./store.ts";

const FIRST_BACK_OFF_MS = 30_000;
const LONGEST_BACK_OFF_MS = 60 * 60_000;
/** Buckets that are full again say nothing; they are let go now and then. */
const MAX_BUCKETS = 2_000;

interface PaceParts {
  readonly store: PaceStore;
  readonly log: Pick<Log, "warn">;
  readonly perSecond: number;
  readonly perSecondToOne: number;
}

/** `idle` waits until what was noted is written down. */
export function createPace(parts: PaceParts): Pace & { idle(): Promise<void> } {
  const all = createBucket(parts.perSecond);
  const buckets = new Map<string, Bucket>();
  const waits = createWaits(parts);
  const bucketOf = (destination: string, nowMs: number) => {
    if (buckets.size > MAX_BUCKETS) {
      for (const [name, bucket] of buckets) if (bucket.isFull(nowMs)) buckets.delete(name);
    }
    const bucket = buckets.get(destination) ?? createBucket(parts.perSecondToOne);
    buckets.set(destination, bucket);
    return bucket;
  };
  return {
    async take(address, now) {
      const destination = destinationOf(address);
      const nowMs = now.getTime();
      const heldUntilMs = (await waits.of(destination)) ?? 0;
      if (heldUntilMs > nowMs) return { notBefore: new Date(heldUntilMs) };
      const waitMs = bucketOf(destination, nowMs).take(nowMs) || all.take(nowMs);
      return waitMs === 0 ? {} : { notBefore: new Date(nowMs + waitMs) };
    },
    note(address, { isDeferred }, now) {
      const destination = destinationOf(address);
      if (isDeferred) waits.double(destination, now);
      else waits.forget(destination);
    },
    idle: () => waits.idle(),
  };
}

/** What destinations asked for, kept in memory and written behind. */
function createWaits({ store, log }: PaceParts) {
  const known = new Map<string, BackOff>();
  let reading: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const read = async () => {
    for (const one of await store.list()) {
      if (!known.has(one.domain)) known.set(one.domain, one);
    }
  };
  const write = (work: () => Promise<void>) => {
    writing = writing.then(work).catch((error: unknown) => {
      log.warn({ err: error }, "how long a destination waits could not be written down");
    });
  };
  return {
    async of(destination: string): Promise<number | undefined> {
      reading ??= read();
      await reading;
      const found = known.get(destination);
      return found && Date.parse(found.notBefore);
    },
    double(domain: string, now: Date): void {
      const before = known.get(domain);
      // Several messages were under way when it said so: that is one answer, not several.
      if (before && Date.parse(before.notBefore) > now.getTime()) return;
      const backOffMs = Math.min(
        (before?.backOffMs ?? FIRST_BACK_OFF_MS / 2) * 2,
        LONGEST_BACK_OFF_MS,
      );
      const notBefore = new Date(now.getTime() + backOffMs).toISOString();
      known.set(domain, { domain, backOffMs, notBefore });
      log.warn({ destination: domain, notBefore }, "a destination takes no more mail for now");
      write(() => store.save({ domain, backOffMs, notBefore }));
    },
    forget(domain: string): void {
      if (!known.delete(domain)) return;
      write(() => store.remove(domain));
    },
    idle: () => writing,
  };
}
