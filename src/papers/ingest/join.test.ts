import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Database, type Day, fixedClock } from "#platform";
import type { PaperRecord } from "#sources";
import { describeOnEachDatabase, withTemporaryDatabase } from "../../../test/support/database.ts";
import { createPapers } from "../create-papers.ts";
import { recordKeyOf } from "../identity/record-identity.ts";
import type { PaperId } from "../paper.ts";
import { createPaperStore } from "../store.ts";
import { settle } from "./ingest.ts";
import { joinOf } from "./joins.ts";
import { arrivalAgain } from "./member.ts";

const day = "2026-11-20" as Day;
const id = (text: string) => text as PaperId;
const open = (database: Database) =>
  createPapers({ database, clock: fixedClock("2026-11-20T12:00:00Z") });

const gears: PaperRecord = {
  source: "arxiv",
  sourceId: "2509.01234",
  arxivId: "2509.01234",
  title: "On the Turning of Small Gears",
  authors: [{ name: "Ada Lovelace" }],
};
const wheels: PaperRecord = {
  source: "arxiv",
  sourceId: "2509.05678",
  arxivId: "2509.05678",
  title: "On the Turning of Small Wheels",
  authors: [{ name: "Blaise Pascal" }],
};
const note: PaperRecord = {
  source: "form",
  sourceId: "n1",
  title: "A Note on Gears of Every Kind",
  authors: [{ name: "Ada Lovelace" }],
};

describeOnEachDatabase("papers joined by hand", (withDatabase) => {
  test("stand on the page of the one they were joined into, and old addresses lead there", () =>
    withDatabase(async (database) => {
      const papers = open(database);
      await papers.ingest([gears, wheels, note], day);
      const noteId = await papers.resolve((await pageOf(database, "n1")) ?? "");
      const joined = await papers.join(id("2509.01234"), id("2509.05678"));
      assert.equal(joined.id, "2509.05678");
      assert.equal(await papers.find(id("2509.01234")), undefined);
      assert.equal(await papers.resolve("arxiv:2509.01234"), "2509.05678");
      assert.equal((await papers.join(noteId!, joined.id)).id, "2509.05678");
      assert.equal(await papers.resolve(noteId!), "2509.05678");
      assert.equal(await papers.count(), 1);
      const changes = await papers.changesSince(0, 100);
      assert.deepEqual(
        changes.filter(({ kind }) => kind === "remove").map(({ paperId }) => paperId),
        ["2509.01234", noteId],
      );
    }));

  test("stay one when their records come in anew, and part again when the join is undone", () =>
    withDatabase(async (database) => {
      const papers = open(database);
      await papers.ingest([gears, wheels], day);
      const { mark } = await papers.join(id("2509.01234"), id("2509.05678"));
      await papers.ingest([{ ...gears, title: "On the Turning of Small Gears, Revised" }], day);
      await papers.ingest([wheels], day);
      assert.equal(await papers.count(), 1);
      assert.equal(await papers.unjoin(mark), "2509.01234");
      assert.equal(await papers.count(), 2);
      assert.equal((await papers.find(id("2509.05678")))?.title, wheels.title);
      await assert.rejects(papers.unjoin(mark), { code: "not_found" });
    }));

  test("are found by a record that brings only one of their names", () =>
    withDatabase(async (database) => {
      const papers = open(database);
      await papers.ingest([gears, wheels], day);
      await papers.join(id("2509.01234"), id("2509.05678"));
      const later = { ...gears, source: "crossref", sourceId: "c1", doi: "10.1234/later" };
      await papers.ingest([later], day);
      assert.equal(await papers.count(), 1);
      assert.equal(await papers.resolve("10.1234/later"), "2509.05678");
    }));

  test("let a record out that is separated, and take it back when it is rejoined", () =>
    withDatabase(async (database) => {
      const papers = open(database);
      await papers.ingest([gears, wheels], day);
      await papers.join(id("2509.01234"), id("2509.05678"));
      assert.equal(await papers.separate(id("2509.05678"), "arxiv", "2509.01234"), "2509.01234");
      await papers.ingest([{ ...gears, remark: "said once more" }], day);
      assert.equal(await papers.count(), 2);
      assert.equal(await papers.rejoin("arxiv", "2509.01234"), "2509.05678");
      assert.equal(await papers.count(), 1);
    }));

  test("are refused where there is nothing to join", () =>
    withDatabase(async (database) => {
      const papers = open(database);
      await papers.ingest([gears], day);
      await assert.rejects(papers.join(id("2509.01234"), id("2509.01234")), { code: "conflict" });
      await assert.rejects(papers.join(id("2509.01234"), id("2509.99999")), { code: "not_found" });
      await assert.rejects(papers.unjoin('join:["a","b"]'), { code: "not_found" });
      await assert.rejects(papers.unjoin("arxiv:2509.01234"), { code: "not_found" });
    }));
});

async function pageOf({ kysely }: Database, sourceId: string): Promise<string | undefined> {
  const row = await kysely
    .selectFrom("paper_record")
    .select("paper_id")
    .where("source_id", "=", sourceId)
    .executeTakeFirst();
  return row?.paper_id;
}

const said = fc.record(
  {
    title: fc.constantFrom("On the Turning of Small Gears", "Kites in a Steady Wind", "Note"),
    arxivId: fc.constantFrom("2509.01234", "2509.05678", "2509.09999"),
    doi: fc.constantFrom("10.1234/a", "10.1234/b"),
    authors: fc.constantFrom([{ name: "Ada Lovelace" }], [{ name: "Blaise Pascal" }]),
  },
  { requiredKeys: ["title"] },
);

/** Records, pairs of them to be joined, and two ways of doing both in turns. */
const runs = fc
  .record({
    drawn: fc.array(said, { minLength: 2, maxLength: 8 }),
    pairs: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 3 }),
  })
  .chain(({ drawn, pairs }) => {
    const records = drawn.map(
      (traits, index): PaperRecord => ({ source: "jsonl", sourceId: `r${index}`, ...traits }),
    );
    const joins = pairs.map(([a, b]) => [a % drawn.length, b % drawn.length] as const);
    const steps = records.map((_, index) => index);
    return fc.record({
      records: fc.constant(records),
      joins: fc.constant(joins.filter(([a, b]) => a !== b)),
      first: fc.constant(steps),
      second: fc.shuffledSubarray(steps, { minLength: steps.length }),
      isEarly: fc.boolean(),
    });
  });

/** Ingests in this order; a pair is joined once both are there, at once or at the end. */
async function play(
  database: Database,
  {
    records,
    joins,
  }: { records: readonly PaperRecord[]; joins: readonly (readonly [number, number])[] },
  { order, isEarly }: { order: readonly number[]; isEarly: boolean },
): Promise<void> {
  const papers = open(database);
  const waiting = new Set(joins);
  const there = new Set<number>();
  for (const [place, index] of order.entries()) {
    await papers.ingest([records[index]!], day);
    there.add(index);
    if (!isEarly && place < order.length - 1) continue;
    for (const pair of waiting) {
      if (!there.has(pair[0]) || !there.has(pair[1])) continue;
      waiting.delete(pair);
      await joinRecords(database, `r${pair[0]}`, `r${pair[1]}`);
    }
  }
}

/** Joins by the records themselves, whatever pages they are on. */
async function joinRecords(database: Database, from: string, into: string): Promise<void> {
  await createPaperStore(database).inTurn(async (transaction) => {
    const known = await transaction.findRecords("jsonl", [from, into]);
    const records = await transaction.recordsOf(known.map(({ paperId }) => paperId));
    const { mark } = joinOf(recordKeyOf("jsonl", from), recordKeyOf("jsonl", into));
    await settle(transaction, {
      arrivals: records.map(arrivalAgain),
      known: new Map(records.map((one) => [recordKeyOf(one.source, one.sourceId), one])),
      joins: new Map([[mark, true]]),
      now: "2026-11-20T12:00:00.000Z",
    });
  });
}

async function contents({ kysely }: Database) {
  const papers = await kysely
    .selectFrom("paper")
    .select(["paper_id", "document"])
    .orderBy("paper_id")
    .execute();
  const records = await kysely
    .selectFrom("paper_record")
    .select(["paper_id", "source_id"])
    .orderBy("source_id")
    .execute();
  return { papers, pageOf: new Map(records.map((one) => [one.source_id, one.paper_id])) };
}

async function clear({ kysely }: Database): Promise<void> {
  for (const table of ["paper", "paper_tally", "paper_record", "paper_key", "change"] as const) {
    await kysely.deleteFrom(table).execute();
  }
}

test("the same records and joins in any order give the same papers under the same ids", () =>
  withTemporaryDatabase(async (database) => {
    await fc.assert(
      fc.asyncProperty(runs, async ({ first, second, isEarly, ...all }) => {
        await clear(database);
        await play(database, all, { order: first, isEarly: false });
        const before = await contents(database);
        for (const [a, b] of all.joins) {
          assert.equal(before.pageOf.get(`r${a}`), before.pageOf.get(`r${b}`));
        }
        await clear(database);
        await play(database, all, { order: second, isEarly });
        assert.deepEqual(await contents(database), before);
      }),
      { numRuns: 60 },
    );
  }));
