import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperWithTally } from "#papers";
import { type Database, fixedClock } from "#platform";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { aPaper, type PaperTraits, paperId } from "../../test/support/papers.ts";
import type { Edition, EditionSort, Period } from "./edition.ts";
import { createEditions } from "./editions.ts";

const period = (text: string) => text as Period;
const ids = (edition: Edition) => edition.entries.map((entry) => entry.paperId as string);

/** Editions whose clock the test can move. */
function setUp(database: Database, timeZone = "UTC") {
  let clock = fixedClock("2026-11-20T12:00:00Z");
  const editions = createEditions({
    database,
    clock: { now: () => clock.now() },
    timeZone,
    freezeAfterHours: 12,
  });
  return {
    editions,
    moveTo: (instant: string) => {
      clock = fixedClock(instant);
    },
    freezeAt: (name: string, instant: string) => editions.freeze(period(name), new Date(instant)),
    place: (...papers: PaperTraits[]) => editions.place(papers.map(aPaper)),
    read: async (name: string, sort: EditionSort = "votes") =>
      ids(await editions.get(period(name), { sort })),
  };
}

const voted = (id: string, upvotes: number, more: PaperTraits = {}) => ({
  id,
  tally: { upvotes },
  ...more,
});

function undated(traits: PaperTraits): PaperWithTally {
  const { submittedAt: _, ...paper } = aPaper(traits);
  return paper;
}

describeOnEachDatabase("editions", (withDatabase) => {
  test("a paper stands in the edition of its day, its week and its month", () =>
    withDatabase(async (database) => {
      const { editions, place, read } = setUp(database);
      await place({ id: "a", editionDay: "2026-11-20" });
      for (const name of ["2026-11-20", "2026-W47", "2026-11"]) {
        assert.deepEqual(await read(name), ["a"]);
      }
      assert.deepEqual(await editions.periodsOf(paperId("a")), [
        "2026-11-20",
        "2026-W47",
        "2026-11",
      ]);
    }));

  test("more votes stand higher, and an open edition follows them", () =>
    withDatabase(async (database) => {
      const { editions, place, read } = setUp(database);
      await place(voted("a", 1), voted("b", 3), voted("c", 2));
      assert.deepEqual(await read("2026-11-20"), ["b", "c", "a"]);
      await place(voted("a", 9));
      assert.deepEqual(await read("2026-11-20"), ["a", "b", "c"]);
      const { entries, total } = await editions.get(period("2026-11-20"));
      assert.equal(total, 3);
      assert.deepEqual(
        entries.map((entry) => entry.rank),
        [1, 2, 3],
      );
      assert.deepEqual(
        entries.map((entry) => Math.floor(entry.score)),
        [9, 3, 2],
      );
    }));

  test("papers nobody has voted on stand by their prior, then by no one's alphabet", () =>
    withDatabase(async (database) => {
      const { place, read } = setUp(database);
      const names = Array.from({ length: 40 }, (_, index) => `p${String(index).padStart(2, "0")}`);
      const same = { title: "One title", abstract: "One abstract." };
      await place(...names.map((id) => ({ id, ...same })));
      await place({ id: "bare", title: "Untitled", abstract: "", authors: [] });
      const order = await read("2026-11-20");
      assert.equal(order.at(-1), "bare");
      assert.notDeepEqual(order.slice(0, 40), names);
      assert.notDeepEqual(order.slice(0, 40), names.toReversed());
      assert.deepEqual(order.slice(0, 40).sort(), names);
    }));

  test("new goes by date, discussed by comments, and both end with the others by votes", () =>
    withDatabase(async (database) => {
      const { editions, place, read } = setUp(database);
      await editions.place([undated(voted("x", 1)), undated(voted("y", 5))]);
      await place(
        voted("a", 0, { submittedAt: "2026-11-18T00:00:00.000Z" }),
        { id: "b", tally: { comments: 4 }, submittedAt: "2026-11-19T00:00:00.000Z" },
        { id: "c", tally: { comments: 7 }, submittedAt: "2026-11-17T00:00:00.000Z" },
      );
      const byDate = ["b", "a", "c", "y", "x"];
      const byComments = ["c", "b", "y", "x", "a"];
      assert.deepEqual(await read("2026-11-20", "new"), byDate);
      assert.deepEqual(await read("2026-11-20", "discussed"), byComments);
      await editions.freeze(period("2026-11-20"), new Date("2026-11-21T00:00:00Z"));
      assert.deepEqual(await read("2026-11-20", "new"), byDate);
      assert.deepEqual(await read("2026-11-20", "discussed"), byComments);
    }));

  test("pages of every sort, joined, are the whole edition", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      const papers = Array.from({ length: 23 }, (_, index) => {
        const tally = { upvotes: index % 4, comments: index % 3 };
        const traits = { tally, title: "word ".repeat(5 + index) };
        return index % 2 === 0 ? aPaper(traits) : undated(traits);
      });
      await editions.place(papers);
      await place({ id: "elsewhere", editionDay: "2026-11-19" });
      const orders = new Set<string>();
      for (const state of ["open", "frozen"]) {
        for (const sort of ["votes", "new", "discussed"] as const) {
          const whole = await editions.get(period("2026-11-20"), { sort, limit: 100 });
          assert.equal(whole.status, state);
          assert.equal(whole.entries.length, 23);
          orders.add(`${sort} ${JSON.stringify(whole.entries)}`);
          const joined = [];
          for (let offset = 0; offset < 30; offset += 5) {
            const page = await editions.get(period("2026-11-20"), { sort, limit: 5, offset });
            joined.push(...page.entries);
          }
          assert.deepEqual(joined, whole.entries);
        }
        await editions.freeze(period("2026-11-20"), new Date("2026-11-21T00:00:00Z"));
      }
      assert.equal(orders.size, 3, "freezing changes no order");
    }));

  test("a paper that moves to another day is in the new one only", () =>
    withDatabase(async (database) => {
      const { editions, place, read } = setUp(database);
      await place({ id: "a", editionDay: "2026-10-31" });
      await place({ id: "a", editionDay: "2026-11-02" });
      assert.deepEqual(await read("2026-10-31"), []);
      assert.deepEqual(await read("2026-11-02"), ["a"]);
      assert.deepEqual(await editions.list("day", 10, 0), [{ period: "2026-11-02", papers: 1 }]);
      assert.deepEqual(await editions.list("month", 10, 0), [{ period: "2026-11", papers: 1 }]);
    }));

  test("the same paper twice in one call, or placed again, counts once", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      await place(voted("a", 1), voted("a", 2));
      await place(voted("a", 2));
      const edition = await editions.get(period("2026-11-20"));
      assert.equal(edition.total, 1);
      assert.equal(edition.entries[0]?.upvotes, 2);
    }));

  test("a withdrawn paper leaves open editions, and an empty one is forgotten", () =>
    withDatabase(async (database) => {
      const { editions, place, read } = setUp(database);
      await place({ id: "a" }, { id: "b" });
      await editions.withdraw([paperId("a"), paperId("unheard-of")]);
      assert.deepEqual(await read("2026-11-20"), ["b"]);
      await editions.withdraw([paperId("b")]);
      assert.equal(await editions.newest("day"), undefined);
    }));

  test("neighbours, the newest and the nearest skip days without papers and days to come", () =>
    withDatabase(async (database) => {
      const { editions, place } = setUp(database);
      for (const editionDay of ["2026-11-13", "2026-11-16", "2026-11-19", "2026-12-24"]) {
        await place({ editionDay });
      }
      const friday = await editions.get(period("2026-11-18"));
      assert.deepEqual([friday.previous, friday.next], ["2026-11-16", "2026-11-19"]);
      assert.equal(friday.total, 0);
      const last = await editions.get(period("2026-11-19"));
      assert.deepEqual([last.previous, last.next], ["2026-11-16", undefined]);
      const first = await editions.get(period("2026-11-13"));
      assert.deepEqual([first.previous, first.next], [undefined, "2026-11-16"]);
      assert.equal(await editions.newest("day"), "2026-11-19");
      assert.equal(await editions.newest("week"), "2026-W47");
      assert.equal(await editions.nearest(period("2026-11-18")), "2026-11-16");
      assert.equal(await editions.nearest(period("2026-11-16")), "2026-11-16");
      assert.equal(await editions.nearest(period("2027-01-01")), "2026-11-19");
      assert.equal(await editions.nearest(period("2026-01-01")), undefined);
      assert.deepEqual(
        (await editions.list("day", 2, 1)).map((row) => row.period),
        ["2026-11-16", "2026-11-13"],
      );
      assert.equal((await editions.get(period("2026-12-24"))).total, 1);
    }));

  test("an open edition says when it closes until that time has come", () =>
    withDatabase(async (database) => {
      const { editions, moveTo } = setUp(database, "America/New_York");
      const closesAt = async () => (await editions.get(period("2026-11-20"))).closesAt;
      assert.equal(await closesAt(), "2026-11-21T05:00:00.000Z");
      moveTo("2026-11-21T05:00:00Z");
      assert.equal(await closesAt(), undefined);
    }));

  test("a page can not begin before the first paper", () =>
    withDatabase(async (database) => {
      const { editions } = setUp(database);
      await assert.rejects(editions.get(period("2026-11-20"), { offset: -1 }), {
        code: "invalid",
      });
      await assert.rejects(editions.get(period("2026-11-20"), { limit: -1 }), { code: "invalid" });
    }));

  test("changes of the log are followed once, and papers that are gone leave", () =>
    withDatabase(async (database) => {
      const { editions, read } = setUp(database);
      const papers = new Map([aPaper({ id: "a" }), aPaper({ id: "b" })].map((p) => [p.id, p]));
      const log = [...papers.keys()].map((id, index) => ({
        seq: index + 1,
        paperId: id,
        kind: "put" as "put" | "remove",
      }));
      const source = {
        changesSince: async (seq: number, limit: number) =>
          log.filter((change) => change.seq > seq).slice(0, limit),
        findMany: async (wanted: readonly string[]) =>
          wanted.flatMap((id) => papers.get(paperId(id)) ?? []),
      };
      assert.equal(await editions.follow(source), 2);
      assert.equal(await editions.follow(source), 0);
      papers.delete(paperId("a"));
      log.push({ seq: 3, paperId: paperId("a"), kind: "remove" });
      await Promise.all([editions.follow(source), editions.follow(source)]);
      assert.deepEqual(await read("2026-11-20"), ["b"]);
      assert.equal((await editions.get(period("2026-11"))).total, 1);
    }));

  test("one who follows the log slowly does not undo what a quicker one did", () =>
    withDatabase(async (database) => {
      const { editions, read } = setUp(database);
      const change = (seq: number) => ({ seq, paperId: paperId("a"), kind: "put" as const });
      const stale = {
        changesSince: async (seq: number) => (seq < 1 ? [change(1)] : []),
        findMany: async () => {
          await editions.follow(fresh);
          return [aPaper({ id: "a", editionDay: "2026-11-18" })];
        },
      };
      const fresh = {
        changesSince: async (seq: number) => [change(1), change(2)].filter((one) => one.seq > seq),
        findMany: async () => [aPaper({ id: "a", editionDay: "2026-11-20" })],
      };
      await editions.follow(stale);
      assert.deepEqual(await read("2026-11-20"), ["a"]);
      assert.equal(await editions.follow(fresh), 0);
    }));
});
