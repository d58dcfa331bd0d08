import assert from "node:assert/strict";
import { test } from "node:test";
import { createPapers, type OwnTally, type PaperId } from "#papers";
import { type Database, parseDay } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { movableClock } from "../../../test/support/movable-clock.ts";
import { aRecord } from "../../../test/support/papers.ts";

const day = parseDay("2026-11-20");
const id = "2611.00001" as PaperId;

function setUp(database: Database) {
  const clock = movableClock("2026-11-20T12:00:00Z");
  const papers = createPapers({ database, clock });
  const work = { title: "A Long and Telling Title", authors: ["Mary Jackson"] };
  const bring = (upvotes: number, traits = {}) =>
    papers.ingest([aRecord({ ...work, arxivId: id, tallies: { upvotes }, ...traits })], day);
  const recount = (paperId: PaperId, own: OwnTally) =>
    database.kysely
      .transaction()
      .execute((transaction) => papers.recount(transaction, new Map([[paperId, own]])));
  return { clock, papers, bring, recount, work };
}

const own = { upvotes: 3, counted: 2, comments: 4, commenters: 2 };

describeOnEachDatabase("counts of the sources and of the site", (withDatabase) => {
  test("are shown together, and neither touches the other", () =>
    withDatabase(async (database) => {
      const { papers, bring, recount } = setUp(database);
      await bring(5);
      const before = await papers.lastChange();
      await recount(id, own);
      assert.equal(await papers.lastChange(), before + 1);
      const tally = async () => (await papers.find(id))!.tally;
      assert.deepEqual(
        { ...(await tally()) },
        { upvotes: 8, counted: 7, comments: 4, citations: 0, stars: 0 },
      );
      await bring(6, { title: "A Longer and More Telling Title" });
      assert.equal((await tally()).upvotes, 9);
      assert.equal((await tally()).counted, 8);
      await recount(id, { ...own, upvotes: 0, counted: 0 });
      assert.equal((await tally()).upvotes, 6);
    }));

  test("go with a paper whose page gets another id", () =>
    withDatabase(async (database) => {
      const { papers, bring, recount, work } = setUp(database);
      const record = aRecord({ ...work, source: "jsonl", sourceId: "one" });
      const [page] = (await papers.ingest([record], day)).changed;
      await recount(page!, own);
      await bring(5);
      assert.equal(await papers.find(page!), undefined);
      const { upvotes, counted, comments } = (await papers.find(id))!.tally;
      assert.deepEqual([upvotes, counted, comments], [8, 7, 4]);
    }));

  test("of the sources are kept as a history of what changed when", () =>
    withDatabase(async (database) => {
      const { papers, bring, clock } = setUp(database);
      await bring(0);
      clock.advance(3_600_000);
      await bring(5);
      clock.advance(3_600_000);
      await bring(5, { remark: "12 pages" });
      clock.advance(3_600_000);
      await bring(9);
      const readings = await papers.tallyReadings("2026-11-20T00:00:00.000Z");
      assert.deepEqual(
        readings.map(({ seenAt, upvotes }) => [seenAt, upvotes]),
        [
          ["2026-11-20T13:00:00.000Z", 5],
          ["2026-11-20T15:00:00.000Z", 9],
        ],
      );
      assert.equal((await papers.tallyReadings("2026-11-20T14:00:00.000Z")).length, 1);
    }));
});

describeOnEachDatabase("a paper out of sight", (withDatabase) => {
  test("reads as if it were not there, whatever is ingested, until it is shown again", () =>
    withDatabase(async (database) => {
      const { papers, bring } = setUp(database);
      await bring(5);
      const from = await papers.lastChange();
      await papers.hide(id, true);
      await papers.hide(id, true);
      assert.deepEqual(
        (await papers.changesSince(from, 10)).map(({ kind }) => kind),
        ["remove"],
      );
      const isGone = async () => {
        assert.equal(await papers.find(id), undefined);
        assert.deepEqual(await papers.findMany([id]), []);
        assert.equal(await papers.count(), 0);
        const changed = await papers.changedPapersSince(0, 10);
        assert.deepEqual([changed.papers, changed.removed], [[], [id]]);
      };
      await isGone();
      await bring(7, { title: "A Longer and More Telling Title" });
      await isGone();
      assert.equal((await papers.findHidden([id]))[0]?.tally.upvotes, 7);
      await papers.hide(id, false);
      assert.equal((await papers.find(id))?.tally.upvotes, 7);
      assert.equal(await papers.count(), 1);
      assert.deepEqual(await papers.findHidden([id]), []);
      await assert.rejects(papers.hide("2611.99999" as PaperId, true), { code: "not_found" });
    }));

  test("stays so when its page gets another id", () =>
    withDatabase(async (database) => {
      const { papers, bring, work } = setUp(database);
      const record = aRecord({ ...work, source: "jsonl", sourceId: "one" });
      const [page] = (await papers.ingest([record], day)).changed;
      await papers.hide(page!, true);
      await bring(5);
      assert.equal(await papers.find(id), undefined);
      assert.equal((await papers.findHidden([id])).length, 1);
    }));
});
