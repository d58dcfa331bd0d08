import { setTimeout } from "node:timers/promises";
import { getHeapStatistics, type HeapInfo } from "node:v8";
import type { Worker } from "node:worker_threads";

const SAMPLE_MS = 500;
const MEGABYTE = 1e6;
/** Shares of the time at which figures are told. */
const SHARES = [0.1, 0.5, 1] as const;
/** The live part is the least seen this share of the time before and after: garbage comes and goes. */
const AROUND = 0.1;

type Three = readonly [number, number, number];

/** Memory after a tenth, a half and all of the time, in MB. */
export interface MemoryFigures {
  /** Resident; it holds what V8 has once had and keeps for later. */
  readonly residentMb: Three;
  /**
   * What is in use of the heaps of all threads and of the buffers that they hold, garbage that is
   * not collected yet left out as far as can be seen.
   */
  readonly liveMb: Three;
  readonly peakMb: number;
}

/** By thread: what it uses, in bytes. */
interface Sample {
  readonly resident: number;
  readonly used: ReadonlyMap<number, number>;
}

/** Looks at the memory of this thread, and of those started from now on. */
export function watchThreads() {
  const threads = new Set<Worker>();
  const note = (thread: Worker) => {
    threads.add(thread);
    thread.once("exit", () => threads.delete(thread));
  };
  process.on("worker", note);
  return {
    measure: () => measure(threads),
    stop: () => void process.off("worker", note),
  };
}

export type ThreadWatch = ReturnType<typeof watchThreads>;

function measure(threads: ReadonlySet<Worker>) {
  const samples: Sample[] = [];
  const sample = async () => {
    const resident = process.memoryUsage.rss();
    const used = new Map([[0, inUse(getHeapStatistics())]]);
    const asked = [...threads].map(async (thread) => {
      const id = thread.threadId;
      used.set(id, inUse(await thread.getHeapStatistics()));
    });
    // A thread that ends meanwhile never answers.
    await Promise.race([Promise.allSettled(asked), setTimeout(SAMPLE_MS)]);
    samples.push({ resident, used });
  };
  const timer = setInterval(() => void sample(), SAMPLE_MS);
  return async (): Promise<MemoryFigures> => {
    clearInterval(timer);
    await sample();
    return figuresOf(samples);
  };
}

function inUse({ used_heap_size, external_memory }: HeapInfo): number {
  return used_heap_size + external_memory;
}

export function figuresOf(samples: readonly Sample[]): MemoryFigures {
  const last = samples.length - 1;
  const residents = samples.map(({ resident }) => resident / MEGABYTE);
  const three = (figure: (share: number) => number) =>
    SHARES.map((share) => Math.round(figure(share))) as unknown as Three;
  return {
    residentMb: three((share) => residents[Math.floor(share * last)] ?? 0),
    liveMb: three((share) => {
      const from = Math.max(0, Math.floor((share - AROUND) * last));
      const around = samples.slice(from, Math.ceil((share + AROUND) * last) + 1);
      return leastOfEach(around) / MEGABYTE;
    }),
    peakMb: Math.round(Math.max(...residents)),
  };
}

/** Threads collect garbage each in its own time: the least of each, added up. */
function leastOfEach(samples: readonly Sample[]): number {
  const least = new Map<number, number>();
  for (const { used } of samples) {
    for (const [thread, bytes] of used) {
      least.set(thread, Math.min(bytes, least.get(thread) ?? Number.POSITIVE_INFINITY));
    }
  }
  return [...least.values()].reduce((sum, bytes) => sum + bytes, 0);
}
