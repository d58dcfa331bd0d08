import assert from "node:assert/strict";
import { test } from "node:test";
import { type Database, fixedClock } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aPaper, type PaperTraits, paperId } from "../../../test/support/papers.ts";
import type { Period } from "../edition.ts";
import { createEditions } from "../editions.ts";

const friday = "2026-11-20" as Period;
const saturday = new Date("2026-11-21T00:00:00Z");

function setUp(database: Database, options: { now?: string; timeZone?: string } = {}) {
  const { now = "2026-11-20T12:00:00Z", timeZone = "UTC" } = options;
  const editions = createEditions({
    database,
    clock: fixedClock(now),
    timeZone,
    freezeAfterHours: 12,
  });
  const place = (...papers: PaperTraits[]) => editions.place(papers.map(aPaper));
  return { editions, place };
}

describeOnEachDatabase("freezing", (withDatabase) => {
  test("a frozen edition keeps order, counts and hash whatever comes after", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      await place(
        { id: "a", tally: { upvotes: 5 } },
        { id: "b", tally: { upvotes: 2 } },
        { id: "c" },
      );
      const frozen = await editions.freeze(friday, saturday);
      assert.equal(frozen.status, "frozen");
      assert.equal(frozen.frozenAt, "2026-11-21T00:00:00.000Z");
      assert.match(frozen.contentHash ?? "", /^[0-9a-f]{64}$/);
      await place({ id: "b", tally: { upvotes: 99 } }, { id: "late" });
      await place({ id: "a", editionDay: "2026-11-19" });
      await editions.withdraw([paperId("c")]);
      const after = await editions.get(friday);
      assert.deepEqual(
        { ...after, lateArrivals: 0, previous: undefined },
        {
          ...frozen,
          previous: undefined,
        },
      );
      assert.equal(after.lateArrivals, 1);
      assert.deepEqual(await editions.verify(friday), {
        isIntact: true,
        kept: frozen.contentHash,
        computed: frozen.contentHash,
      });
      assert.ok((await editions.periodsOf(paperId("c"))).includes(friday));
      assert.ok(!(await editions.periodsOf(paperId("late"))).includes(friday));
    }));

  test("freezing again changes nothing and gives the same edition", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      await place({ id: "a" });
      const first = await editions.freeze(friday, saturday);
      await place({ id: "b" });
      const second = await editions.freeze(friday, new Date("2026-12-24T00:00:00Z"));
      assert.deepEqual(second, { ...first, lateArrivals: 1 });
    }));

  test("of two that freeze at once, one does, and both see what it did", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      await place(...Array.from({ length: 20 }, () => ({})));
      const later = new Date("2026-11-22T00:00:00Z");
      const [one, other] = await Promise.all([
        editions.freeze(friday, saturday),
        editions.freeze(friday, later),
        place({ id: "meanwhile" }),
      ]);
      assert.deepEqual({ ...one, lateArrivals: 0 }, { ...other, lateArrivals: 0 });
      const { total, lateArrivals } = await editions.get(friday);
      assert.equal(total + lateArrivals, 21);
      assert.equal((await editions.verify(friday)).isIntact, true);
    }));

  test("an edition can not be frozen before its period is over in the site's zone", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database, { timeZone: "America/New_York" });
      await place({ id: "a" });
      await assert.rejects(editions.freeze(friday, new Date("2026-11-21T04:59:59Z")), {
        code: "conflict",
        message: /2026-11-21T05:00:00.000Z/,
      });
      await assert.rejects(editions.freeze("2026-11" as Period, saturday), { code: "conflict" });
      assert.equal((await editions.get(friday)).status, "open");
      const frozen = await editions.freeze(friday, new Date("2026-11-21T05:00:00Z"));
      assert.equal(frozen.status, "frozen");
    }));

  test("a period without papers can not be frozen", () =>
    withDatabase(async (database) => {
      const { editions } = setUp(database);
      await assert.rejects(editions.freeze(friday, saturday), { code: "not_found" });
      await assert.rejects(editions.verify(friday), { code: "not_found" });
    }));

  test("an altered entry is found out", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      await place({ id: "a" }, { id: "b" });
      await editions.freeze(friday, saturday);
      await database.kysely
        .updateTable("edition_entry")
        .set({ upvotes: 1000 })
        .where("paper_id", "=", "b")
        .execute();
      assert.equal((await editions.verify(friday)).isIntact, false);
    }));

  test("a paper that comes back to a frozen edition it is in is not late", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      await place({ id: "a" }, { id: "b" });
      await editions.freeze(friday, saturday);
      await place({ id: "a", editionDay: "2026-11-19" }, { id: "c" });
      await place({ id: "a" });
      assert.equal((await editions.get(friday)).lateArrivals, 1);
      await editions.withdraw([paperId("c")]);
      assert.equal((await editions.get(friday)).lateArrivals, 0);
    }));

  test("a period is due when it has been over, and without arrivals, for long enough", () =>
    withDatabase(async (database) => {
      const early = setUp(database, { now: "2026-11-20T09:00:00Z" });
      await early.place({ id: "a", editionDay: "2026-11-19" }, { id: "b" });
      const at = (instant: string) => early.editions.due(new Date(instant));
      assert.deepEqual(await at("2026-11-20T20:59:00Z"), []);
      assert.deepEqual(await at("2026-11-20T21:00:00Z"), ["2026-11-19"]);
      const late = setUp(database, { now: "2026-11-20T15:00:00Z" });
      await late.place({ id: "c", editionDay: "2026-11-19" });
      assert.deepEqual(await at("2026-11-20T21:00:00Z"), []);
      const noon = setUp(database, { now: "2026-11-21T11:00:00Z" });
      await noon.place({ id: "b", tally: { upvotes: 4 } });
      await noon.editions.withdraw([paperId("c")]);
      assert.deepEqual(await at("2026-11-21T12:00:00Z"), ["2026-11-19", "2026-11-20"]);
      assert.deepEqual(await at("2026-12-02T00:00:00Z"), [
        "2026-11-19",
        "2026-11-20",
        "2026-W47",
        "2026-11",
      ]);
      await early.editions.freeze("2026-11-19" as Period, new Date("2026-11-21T12:00:00Z"));
      assert.deepEqual(await at("2026-11-21T12:00:00Z"), ["2026-11-20"]);
    }));
});
