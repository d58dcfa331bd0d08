import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "#platform";
import { aDocument } from "../engine/sample-documents.ts";
import type { SegmentData } from "../engine/segment.ts";
import { createSegmentBuilder } from "../engine/segment-builder.ts";
import { createIndexWriter, type IndexWriter, withoutDocuments } from "../indexing/index-writer.ts";
import type { SearchAnswer } from "../search.ts";
import { loadSpace } from "../semantic/load-space.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import { type SpaceData, shareSpace } from "../semantic/space-data.ts";
import { saveIndex } from "../storage/save-index.ts";
import { seal } from "./envelope.ts";
import type { SearchThreads } from "./search-threads.ts";
import { startThread, type Thread } from "./thread.ts";
import { createThreadPool, type PoolParts } from "./thread-pool.ts";

const PAPERS = 40;
const documents = Array.from({ length: PAPERS }, (_, at) => at);
let indexDir: string;
let shipped: SpaceData;
let space: SemanticSpace;
let saved: SegmentData;

/** Papers that all say of which generation they are. */
function segmentOf(generation: string): SegmentData {
  const builder = createSegmentBuilder(`segment-${generation}`, [space]);
  for (let at = 0; at < PAPERS; at++) {
    builder.add(aDocument({ id: `p-${at}`, title: `Moon ${generation}` }));
  }
  return builder.finish();
}

before(async () => {
  indexDir = await mkdtemp(join(tmpdir(), "broadsheet-threads-"));
  shipped = await shareSpace();
  space = await loadSpace();
  saved = segmentOf("zero");
  const index = { space: shipped.identity, seq: 7, landmark: "p-7", segments: [saved] };
  await saveIndex(indexDir, index, new Map());
});

after(() => rm(indexDir, { recursive: true, force: true }));

interface Opened {
  readonly pool: SearchThreads;
  readonly threads: Thread[];
  readonly reads: number[];
  readonly deaths: unknown[];
}

async function open(parts: Partial<PoolParts> = {}): Promise<Opened> {
  const threads: Thread[] = [];
  const reads: number[] = [];
  const deaths: unknown[] = [];
  const pool = await createThreadPool({
    searchers: 2,
    settings: { shipped, indexDir },
    vet: async (read) => {
      reads.push((await read())?.seq ?? 0);
      return true;
    },
    onDeath: (error) => deaths.push(error),
    startThread: (given) => {
      const thread = startThread(given);
      threads.push(thread);
      return thread;
    },
    ...parts,
  });
  return { pool, threads, reads, deaths };
}

async function countMoons(pool: SearchThreads): Promise<number> {
  const request = { query: "moon", mode: "words", limit: 1 } as const;
  return ((await pool.ask({ kind: "find", request })) as SearchAnswer).total;
}

/** Writes to a pool as the index worker does. */
function writerOf(pool: SearchThreads): IndexWriter {
  return createIndexWriter({ seq: 7, segments: [saved], spaces: [] }, (update) =>
    pool.update(Array.from({ length: pool.copies }, () => seal(update))),
  );
}

/** Waits until every thread takes questions. */
async function everyReady(pool: SearchThreads, threads: readonly Thread[]): Promise<void> {
  for (let isReady = false; !isReady; ) {
    const answers = [countMoons(pool), countMoons(pool)];
    isReady = threads.every(({ underWay }) => underWay > 0);
    await Promise.all(answers);
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(5);
}

describe("a pool of search threads", () => {
  it("shows each update whole, in every thread, to all that is asked after it", async () => {
    const { pool, threads } = await open();
    await everyReady(pool, threads);
    const writer = writerOf(pool);
    const counts: Promise<number>[] = [];
    for (let generation = 0; generation < 20; generation++) {
      // The older versions are struck out, later dropped; the newer ones come with it.
      const [old] = writer.segments;
      const put = [withoutDocuments(old!, documents), segmentOf(`g${generation}`)];
      writer.apply({ seq: 8 + 2 * generation, put, dropped: [] });
      for (let question = 0; question < 6; question++) counts.push(countMoons(pool));
      writer.apply({ seq: 9 + 2 * generation, put: [], dropped: [old!.name] });
      const request = { query: `g${generation}`, mode: "words" } as const;
      const { total } = (await pool.ask({ kind: "find", request })) as SearchAnswer;
      assert.equal(total, PAPERS);
    }
    assert.deepEqual(new Set(await Promise.all(counts)), new Set([PAPERS]));
    await pool.close();
  });

  it("replaces a thread that dies, and lets another answer what it was at", async () => {
    const { pool, threads, deaths, reads } = await open();
    const writer = writerOf(pool);
    await everyReady(pool, threads);
    writer.apply({ seq: 8, put: [segmentOf("two")], dropped: [] });
    const answers = Array.from({ length: 20 }, () => countMoons(pool));
    await threads[0]!.terminate();
    assert.deepEqual(new Set(await Promise.all(answers)), new Set([2 * PAPERS]));
    await until(() => threads.length === 3);
    await everyReady(pool, threads.slice(1));
    await threads[1]!.terminate();
    assert.equal(await countMoons(pool), 2 * PAPERS, "the new thread has what was never saved");
    assert.equal(deaths.length, 2);
    assert.deepEqual(reads, [7], "the saved index was read once");
    await pool.close();
  });

  it("reads the saved index again when no thread is left that has one", async () => {
    const { pool, threads, reads } = await open({ searchers: 1 });
    writerOf(pool).apply({ seq: 8, put: [segmentOf("two")], dropped: [] });
    const answer = countMoons(pool);
    await threads[0]!.terminate();
    assert.equal(await answer, PAPERS);
    assert.deepEqual(reads, [7, 7]);
    await pool.close();
  });

  it("refuses what is asked while and after it closes", async () => {
    const { pool } = await open();
    const answers = Array.from({ length: 50 }, () => countMoons(pool));
    const settled = Promise.allSettled(answers);
    await pool.close();
    const refusals = (await settled).filter(({ status }) => status === "rejected");
    assert.ok(refusals.length > 0);
    for (const refusal of refusals) {
      const { reason } = refusal as PromiseRejectedResult;
      assert.ok(reason instanceof AppError && reason.code === "unavailable", `${reason}`);
    }
    await assert.rejects(countMoons(pool), { code: "unavailable" });
    await assert.rejects(pool.lend(), { code: "unavailable" });
  });

  it("lends nothing once closed, though a thread got ready meanwhile", async () => {
    const lent = Promise.withResolvers<void>();
    const closing = Promise.withResolvers<void>();
    const { pool } = await open({
      startThread: (given) => {
        const thread = startThread(given);
        const lend = async () => {
          const envelope = await thread.lend();
          lent.resolve();
          await closing.promise;
          return envelope;
        };
        return Object.assign(Object.create(thread) as Thread, { lend });
      },
    });
    await lent.promise;
    const closed = pool.close();
    closing.resolve();
    await closed;
    await assert.rejects(pool.lend(), { code: "unavailable" });
  });

  it("says so when no thread can be started", async () => {
    const settings = { shipped: { ...shipped, bytes: new SharedArrayBuffer(8) }, indexDir };
    await assert.rejects(open({ settings }), /semantic model/);
  });
});
