import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Database, type Day, fixedClock } from "#platform";
import type { PaperRecord } from "#sources";
import { withTemporaryDatabase } from "../../../test/support/database.ts";
import { createPapers } from "../create-papers.ts";
import type { PaperId } from "../paper.ts";

const ABSTRACTS = [
  "We study small gears that turn in oil and find that their teeth wear down at a rate set by the load and the season.",
  "We study small gears that turn in oil and find that their teeth wear down.",
  "Kites rise when the wind blows under them; a law of height against length of string is proposed here.",
];

const said = fc.record(
  {
    source: fc.constantFrom("arxiv", "jsonl", "listing", "crossref"),
    title: fc.constantFrom(
      "On the Turning of Small Gears",
      "on the TURNING of small gears",
      "Kites in a Steady Wind",
      "Note",
    ),
    arxivId: fc.constantFrom("2509.01234", "2509.05678"),
    doi: fc.constantFrom("10.1234/a", "10.1234/b"),
    abstract: fc.constantFrom(...ABSTRACTS),
    authors: fc.constantFrom(
      [{ name: "Ada Lovelace" }],
      [{ name: "Blaise Pascal" }],
      [{ name: "Lovelace, A." }, { name: "Blaise Pascal" }],
    ),
    announcedOn: fc.constantFrom("2026-11-18" as Day, "2026-11-19" as Day),
    tallies: fc.record({ upvotes: fc.nat(9) }),
  },
  { requiredKeys: ["source", "title"] },
);

type Said = { readonly record: PaperRecord; readonly seenOn: Day };

/** Records with names of their own, in another order and other batches for each run. */
const runs = fc
  .array(fc.tuple(said, fc.constantFrom("2026-11-20" as Day, "2026-11-21" as Day)), {
    maxLength: 10,
  })
  .map((drawn) =>
    drawn.map(
      ([traits, seenOn], index): Said => ({ record: { sourceId: `r${index}`, ...traits }, seenOn }),
    ),
  )
  .chain((all) =>
    fc.record({
      first: fc.constant(all),
      second: fc.shuffledSubarray(all, { minLength: all.length }),
      firstSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }),
      secondSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }),
    }),
  );

async function ingestInBatches(database: Database, all: readonly Said[], sizes: readonly number[]) {
  const papers = createPapers({ database, clock: fixedClock("2026-11-20T12:00:00Z") });
  let start = 0;
  for (const size of sizes) {
    const batch = all.slice(start, start + size);
    start += size;
    // One call knows one day.
    for (const [seenOn, some] of Map.groupBy(batch, (one) => one.seenOn)) {
      await papers.ingest(
        some.map(({ record }) => record),
        seenOn,
      );
    }
  }
}

/** All that the store says of papers; the change log and forwarded ids tell the way there. */
async function contents({ kysely }: Database) {
  return {
    papers: await kysely.selectFrom("paper").selectAll().orderBy("paper_id").execute(),
    tallies: await kysely.selectFrom("paper_tally").selectAll().orderBy("paper_id").execute(),
    records: await kysely
      .selectFrom("paper_record")
      .selectAll()
      .orderBy(["source", "source_id"])
      .execute(),
  };
}

async function clear({ kysely }: Database): Promise<void> {
  for (const table of ["paper", "paper_tally", "paper_record", "paper_key", "change"] as const) {
    await kysely.deleteFrom(table).execute();
  }
}

test("the same records in any order and any batches give the same papers under the same ids", () =>
  withTemporaryDatabase(async (database) => {
    await fc.assert(
      fc.asyncProperty(runs, async ({ first, second, firstSizes, secondSizes }) => {
        await clear(database);
        await ingestInBatches(database, first, [...firstSizes, 10]);
        const before = await contents(database);
        await clear(database);
        await ingestInBatches(database, second, [...secondSizes, 10]);
        assert.deepEqual(await contents(database), before);
      }),
      { numRuns: 40 },
    );
  }));

test("every paper can be reached by the keys of each of its records", () =>
  withTemporaryDatabase(async (database) => {
    await fc.assert(
      fc.asyncProperty(runs, async ({ first, firstSizes }) => {
        await clear(database);
        await ingestInBatches(database, first, [...firstSizes, 10]);
        const { records, papers } = await contents(database);
        const keys = await database.kysely.selectFrom("paper_key").selectAll().execute();
        for (const record of records) {
          const { arxivId } = JSON.parse(record.record) as PaperRecord;
          const isThere = keys.some(
            (one) => one.paper_id === record.paper_id && one.key === `arxiv:${arxivId}`,
          );
          assert.equal(isThere, arxivId !== undefined);
        }
        const ids = new Set(papers.map((paper) => paper.paper_id));
        assert.deepEqual(
          keys.filter((one) => !ids.has(one.paper_id)),
          [],
        );
      }),
      { numRuns: 15 },
    );
  }));

test("a reading of an older version does not take the place of a newer one, in one batch or two", () =>
  withTemporaryDatabase(async (database) => {
    const papers = createPapers({ database, clock: fixedClock("2026-11-20T12:00:00Z") });
    const day = "2026-11-20" as Day;
    const version = (number: number): PaperRecord => ({
      source: "arxiv",
      sourceId: "2509.01234",
      arxivId: "2509.01234",
      title: `Version ${number}`,
      versions: [{ number, submittedAt: "2025-09-02T00:00:00Z" }],
    });
    const titleNow = async () => (await papers.find("2509.01234" as PaperId))?.title;
    await papers.ingest([version(2), version(3), version(1)], day);
    assert.equal(await titleNow(), "Version 3");
    const { added, merged, unchanged } = await papers.ingest([version(2)], day);
    assert.deepEqual({ added, merged, unchanged }, { added: 0, merged: 0, unchanged: 1 });
    await papers.ingest([version(4)], day);
    assert.equal(await titleNow(), "Version 4");
  }));
