import assert from "node:assert/strict";
import { test } from "node:test";
import { createEditions } from "#editions";
import { createPapers, type PaperId } from "#papers";
import type { Clock, Database } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aRecord, day } from "../../../test/support/papers.ts";
import type { WeighedVote } from "./sources.ts";

const NOW = "2026-11-20T12:00:00.000Z";

/** A site whose clock and votes the test moves. */
async function openSite(database: Database) {
  let now = new Date(NOW);
  let asked = 0;
  const votes: WeighedVote[] = [];
  const clock: Clock = { now: () => now };
  const papers = createPapers({ database, clock });
  const editions = createEditions({
    database,
    clock,
    timeZone: "UTC",
    freezeAfterHours: 36,
    trending: {
      papers,
      async votesSince(instant) {
        asked += 1;
        return votes.filter((vote) => vote.at >= instant);
      },
    },
  });
  return {
    papers,
    editions,
    timesAsked: () => asked,
    moveTo(instant: string) {
      now = new Date(instant);
    },
    async bring(id: string, on: string, traits: Parameters<typeof aRecord>[0] = {}) {
      const record = aRecord({
        arxivId: id,
        title: `Paper ${id}`,
        announcedOn: on,
        authors: [`A ${id}`],
        ...traits,
      });
      await papers.ingest([record], day(on));
      await editions.follow(papers);
    },
    async vote(id: string, at: string, count = 1, weight = 1) {
      for (let index = 0; index < count; index += 1) {
        votes.push({ paperId: id as PaperId, at, weight });
      }
      const counted = votes.filter((vote) => vote.paperId === id && vote.weight > 0).length;
      const upvotes = votes.filter((vote) => vote.paperId === id).length;
      const own = { upvotes, counted, comments: 0, commenters: 0 };
      await database.kysely.transaction().execute(async (transaction) => {
        await papers.recount(transaction, new Map([[id as PaperId, own]]));
      });
      await editions.follow(papers);
    },
  };
}

const idsOf = (list: { entries: readonly { paperId: string }[] }) =>
  list.entries.map((entry) => entry.paperId);

describeOnEachDatabase("trending", (withDatabase) => {
  test("puts first what people vote for now, and says how it adds up", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      await site.bring("2611.00001", "2026-11-20");
      await site.bring("2611.00002", "2026-11-20");
      await site.bring("2611.00003", "2026-11-10");
      await site.vote("2611.00003", "2026-11-11T00:00:00.000Z", 12);
      await site.vote("2611.00002", "2026-11-20T09:00:00.000Z", 8);
      const list = await site.editions.trending();
      assert.equal(list.window, "1d");
      assert.equal(list.total, 3);
      assert.equal(idsOf(list)[0], "2611.00002");
      const [first] = list.entries;
      const trend = first!.explanation;
      assert.equal(trend.gained.votes, 8);
      assert.equal(trend.hours, 12);
      assert.ok(
        Math.abs(trend.score - ((trend.rate + trend.exploration) * trend.share + trend.surge)) <
          1e-9,
      );
    }));

  test("finds an old paper that is being read again", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      for (let index = 1; index <= 6; index += 1)
        await site.bring(`2611.0010${index}`, "2026-11-19");
      await site.bring("1706.03762", "2017-06-12");
      await site.vote("1706.03762", "2026-11-20T10:00:00.000Z", 9);
      const list = await site.editions.trending();
      assert.equal(idsOf(list)[0], "1706.03762");
      assert.ok(list.entries[0]!.explanation.surge > 0);
    }));

  test("a month's window counts what a day's does not", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      await site.bring("2610.00001", "2026-10-30");
      await site.vote("2610.00001", "2026-11-01T00:00:00.000Z", 20);
      const gained = async (window: "1d" | "30d") =>
        (await site.editions.trending({ window })).entries[0]!.explanation.gained.votes;
      assert.equal(await gained("1d"), 0);
      assert.equal(await gained("30d"), 20);
    }));

  test("votes that weigh nothing change nothing", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      for (let index = 1; index <= 5; index += 1)
        await site.bring(`2611.0020${index}`, "2026-11-20");
      await site.vote("2611.00202", "2026-11-20T08:00:00.000Z", 3);
      const before = await site.editions.trending();
      await site.vote("2611.00204", "2026-11-20T09:00:00.000Z", 200, 0);
      site.moveTo("2026-11-20T12:00:30.000Z");
      const after = await site.editions.trending();
      assert.notEqual(after.at, before.at);
      assert.deepEqual(idsOf(after), idsOf(before));
    }));

  test("is worked out once for all who ask within a minute, and anew when votes came", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      await site.bring("2611.00301", "2026-11-20");
      await Promise.all([site.editions.trending(), site.editions.trending({ limit: 1 })]);
      await site.editions.trendOf("2611.00301" as PaperId);
      site.moveTo("2026-11-20T12:00:50.000Z");
      await site.editions.trending();
      assert.equal(site.timesAsked(), 1);
      await site.vote("2611.00301", "2026-11-20T12:00:50.000Z");
      assert.equal((await site.editions.trending()).entries[0]!.explanation.gained.votes, 1);
      assert.equal(site.timesAsked(), 2);
      site.moveTo("2026-11-20T12:01:51.000Z");
      await site.editions.trending();
      assert.equal(site.timesAsked(), 3);
    }));

  test("what the sources count grows between readings", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      const said = { source: "hugging-face", sourceId: "2611.00401" };
      site.moveTo("2026-11-18T20:00:00.000Z");
      await site.bring("2611.00401", "2026-11-18", { ...said, tallies: { upvotes: 10 } });
      site.moveTo(NOW);
      await site.bring("2611.00401", "2026-11-18", { ...said, tallies: { upvotes: 25 } });
      const trend = await site.editions.trendOf("2611.00401" as PaperId);
      assert.equal(trend?.gained.votes, 15);
      assert.equal(trend?.before, 10);
    }));

  test("the history that a file keeps says when votes came", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      await site.bring("2611.00402", "2026-11-17", {
        tallies: { upvotes: 40 },
        tallyHistory: [
          { seenAt: "2026-11-18T00:05:00Z", upvotes: 9 },
          { seenAt: "2026-11-19T08:00:00Z", upvotes: 33 },
        ],
      });
      const trend = await site.editions.trendOf("2611.00402" as PaperId);
      assert.equal(trend?.gained.votes, 7);
      assert.equal(trend?.before, 33);
    }));

  test("hot is votes against age, whatever is trending", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      await site.bring("2611.00701", "2026-11-20");
      await site.bring("2611.00702", "2026-11-19");
      await site.bring("2611.00703", "2026-11-18");
      await site.vote("2611.00701", "2026-11-20T08:00:00.000Z", 3);
      await site.vote("2611.00702", "2026-11-19T08:00:00.000Z", 8);
      await site.vote("2611.00703", "2026-11-18T08:00:00.000Z", 8);
      const hot = await site.editions.hot();
      assert.deepEqual(idsOf(hot), ["2611.00702", "2611.00701", "2611.00703"]);
      assert.equal(hot.entries[0]!.votes, 8);
    }));

  test("pages follow each other, and withdrawn papers are left out", () =>
    withDatabase(async (database) => {
      const site = await openSite(database);
      for (let index = 10; index < 35; index += 1)
        await site.bring(`2611.005${index}`, "2026-11-19");
      await site.bring("2611.00599", "2026-11-20", { withdrawn: true });
      const whole = await site.editions.trending({ limit: 100 });
      assert.equal(whole.total, 25);
      assert.deepEqual(
        whole.entries.map((entry) => entry.rank),
        Array.from({ length: 25 }, (_, i) => i + 1),
      );
      const second = await site.editions.trending({ limit: 10, offset: 10 });
      assert.deepEqual(idsOf(second), idsOf(whole).slice(10, 20));
    }));
});
