import { setImmediate } from "node:timers/promises";

/** What became of one item of a batch. */
export type Settled<Result> = PromiseSettledResult<Result>;

export interface Batcher<Item, Result> {
  /** Resolves when the batch with this item is done. */
  add(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Gathers what comes while a batch is under way into the next one: whoever comes alone is
 * served at once, and a crowd shares one commit.
 *
 * @param run settles every item, in their order; when it throws, each is tried alone, so that
 *   one can not take others down with it.
 */
export function createBatcher<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Settled<Result>[]>,
  maxItems: number,
): Batcher<Item, Result> {
  const queue: Waiting<Item, Result>[] = [];
  let isRunning = false;
  const runAlone = async (waiting: Waiting<Item, Result>) => {
    try {
      settle(waiting, (await run([waiting.item]))[0]!);
    } catch (error) {
      waiting.reject(error);
    }
  };
  const runBatch = async (batch: readonly Waiting<Item, Result>[]) => {
    try {
      const settled = await run(batch.map(({ item }) => item));
      for (const [index, waiting] of batch.entries()) settle(waiting, settled[index]!);
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const waiting of batch) await runAlone(waiting);
    }
  };
  const drain = async () => {
    isRunning = true;
    while (queue.length > 0) {
      // Requests that have arrived already are read first: on SQLite nothing else lets them.
      await setImmediate();
      await runBatch(queue.splice(0, maxItems));
    }
    isRunning = false;
  };
  return {
    add(item) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      queue.push({ item, resolve, reject });
      if (!isRunning) void drain();
      return promise;
    },
  };
}

function settle<Item, Result>(waiting: Waiting<Item, Result>, settled: Settled<Result>): void {
  if (settled.status === "fulfilled") waiting.resolve(settled.value);
  else waiting.reject(settled.reason);
}
