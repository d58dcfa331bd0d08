import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId, PaperWithTally } from "#papers";
import type { PickRequest, Picks } from "#picks";
import { addDays, type Database, type DatabaseSettings } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aWish, type DigestBench, withDigests } from "../../../test/support/digests.ts";
import { aPaper } from "../../../test/support/papers.ts";
import { addReaders, digestFor, readers } from "../../../test/support/readers.ts";

const [ada, blaise] = readers(2) as [ReturnType<typeof readers>[0], ReturnType<typeof readers>[0]];
const DAY_20 = "2026-11-20";

/** Two papers of each day, and whatever else a test wants. */
function dailyPapers(): { papers: PaperWithTally[]; picks: Picks; asked: PickRequest[] } {
  const papers = Array.from({ length: 12 }, (_, at) =>
    aPaper({ editionDay: addDays("2026-11-16" as never, Math.floor(at / 2)) }),
  );
  const asked: PickRequest[] = [];
  const pickOne = (request: PickRequest) => {
    asked.push(request);
    if (request.subject.target === "broken") throw new Error("this subject can not be looked up");
    const found = papers.filter(
      ({ id, editionDay }) =>
        editionDay >= request.from && editionDay <= request.until && !request.without?.has(id),
    );
    const picks = found.slice(0, request.limit).map(({ id }) => ({
      paperId: id,
      reason: { kind: "topic", text: "Near the topic", terms: [] } as const,
      upvotes: 3,
      comments: 1,
    }));
    return { picks, total: found.length };
  };
  return {
    papers,
    asked,
    picks: {
      pick: async (requests) => requests.map(pickOne),
      settled: async (now) => now,
      name: async (subject) => ({ ...subject, label: subject.target || subject.kind }),
    },
  };
}

describeOnEachDatabase("making issues", (withDatabase) => {
  const withBench = (
    use: (
      bench: DigestBench & { readonly papers: readonly PaperWithTally[]; asked: PickRequest[] },
      database: Database,
      settings: DatabaseSettings,
    ) => Promise<void>,
  ) =>
    withDatabase((database, settings) => {
      const { papers, picks, asked } = dailyPapers();
      const parts = { picks };
      return withDigests(database, settings, { papers, parts }, (bench) =>
        use({ ...bench, papers, asked }, database, settings),
      );
    });
  const topic = { subject_kind: "topic", subject_target: "rivers" };
  const papersOn = (bench: { papers: readonly PaperWithTally[] }, ...days: string[]) =>
    bench.papers.filter(({ editionDay }) => days.includes(editionDay)).map(({ id }) => id);
  const idsIn = async ({ digests }: DigestBench, digest: string, period: string) =>
    (await digests.issue(digest, period)).papers.map(({ paperId }) => paperId as PaperId);
  const at = (instant: string) => new Date(instant);

  test("an issue holds what was chosen with its reasons, and is never made again", () =>
    withBench(async (bench, database) => {
      await addReaders(database, [ada], topic);
      const now = at("2026-11-21T08:00:00Z");
      assert.deepEqual(await bench.digests.compose(now), { made: 1, empty: 0 });
      assert.deepEqual(await bench.digests.compose(now), { made: 0, empty: 0 });
      const issue = await bench.digests.issue(ada.subscriber_id, DAY_20);
      assert.deepEqual(issue, {
        digestId: ada.subscriber_id,
        period: DAY_20,
        days: { from: DAY_20, until: DAY_20 },
        madeAt: now.toISOString(),
        papers: papersOn(bench, DAY_20).map((paperId) => ({
          paperId,
          reason: { kind: "topic", text: "Near the topic", terms: [] },
          upvotes: 3,
          comments: 1,
        })),
        replies: [],
        total: 2,
        delivery: "due",
      });
    }));

  test("a digest that can not be made holds up no other, and stays due", () =>
    withBench(async (bench, database) => {
      const [, , carl] = readers(3) as [object, object, ReturnType<typeof readers>[0]];
      await addReaders(database, [ada], { ...topic, subject_target: "broken" });
      await addReaders(database, [blaise], { ...topic, time_zone: "Mars/Olympus" });
      await addReaders(database, [carl], topic);
      const now = at("2026-11-21T08:00:00Z");
      assert.deepEqual(await bench.digests.compose(now), { made: 1, empty: 0 });
      assert.deepEqual(await idsIn(bench, carl.subscriber_id, DAY_20), papersOn(bench, DAY_20));
      const mended = { subject_target: "rivers", time_zone: "UTC" };
      await database.kysely.updateTable("digest").set(mended).execute();
      assert.deepEqual(await bench.digests.compose(now), { made: 2, empty: 0 });
      assert.deepEqual(await idsIn(bench, ada.subscriber_id, DAY_20), papersOn(bench, DAY_20));
    }));

  test("a paper is brought to a subscriber once, whichever digest brings it", () =>
    withBench(async (bench, database) => {
      await addReaders(database, [ada, blaise], topic);
      const second = digestFor(ada, { ...topic, digest_id: "second-digest-01" });
      await database.insertMany(database.kysely, { into: "digest", rows: [second] });
      await bench.digests.compose(at("2026-11-21T08:00:00Z"));
      assert.deepEqual(await idsIn(bench, ada.subscriber_id, DAY_20), papersOn(bench, DAY_20));
      assert.deepEqual(await idsIn(bench, blaise.subscriber_id, DAY_20), papersOn(bench, DAY_20));
      assert.deepEqual(await idsIn(bench, second.digest_id, DAY_20), []);
    }));

  test("a paper brought long ago is not brought again, though it is chosen again", () =>
    withBench(async (bench, database) => {
      await addReaders(database, [ada], topic);
      const [known, fresh] = papersOn(bench, DAY_20);
      const row = { subscriber_id: ada.subscriber_id, digest_id: "gone", period: "2020-01-01" };
      const rows = [{ ...row, paper_id: known ?? "", at: "2020-01-01T00:00:00.000Z" }];
      await database.insertMany(database.kysely, { into: "brought_paper", rows });
      await bench.digests.compose(at("2026-11-21T08:00:00Z"));
      assert.deepEqual(await idsIn(bench, ada.subscriber_id, DAY_20), [fresh]);
    }));

  test("nothing new sends nothing and is said in the archive", () =>
    withBench(async (bench, database) => {
      await addReaders(database, [ada], topic);
      const report = await bench.digests.send({ now: at("2026-11-25T08:00:00Z") });
      assert.partialDeepStrictEqual(report, { due: 0, sent: 0 });
      const { total, issues } = await bench.digests.issues(ada.subscriber_id, {
        limit: 10,
        offset: 0,
      });
      assert.equal(total, 1);
      assert.partialDeepStrictEqual(issues[0], { period: "2026-11-24", papers: [], total: 0 });
      assert.equal(issues[0]?.delivery, undefined);
    }));

  test("a digest that is a feed alone is made and mailed to nobody", () =>
    withBench(async (bench, database) => {
      await addReaders(database, [ada], { ...topic, route: "feed" });
      await bench.digests.send({ now: at("2026-11-21T08:00:00Z") });
      assert.equal(bench.server.mails.length, 0);
      assert.deepEqual(await idsIn(bench, ada.subscriber_id, DAY_20), papersOn(bench, DAY_20));
    }));

  test("an issue, its papers, its ledger row and the next instant are written all or not at all", () =>
    withBench(async (bench, database) => {
      await addReaders(database, [ada], topic);
      const now = at("2026-11-21T08:00:00Z");
      const { schema } = database.kysely;
      await schema.alterTable("delivery").renameTo("delivery_gone").execute();
      await assert.rejects(bench.digests.compose(now));
      await schema.alterTable("delivery_gone").renameTo("delivery").execute();
      for (const table of ["issue", "brought_paper", "delivery"] as const) {
        const rows = await database.kysely.selectFrom(table).selectAll().execute();
        assert.deepEqual(rows, [], table);
      }
      assert.deepEqual(await bench.digests.compose(now), { made: 1, empty: 0 });
    }));

  test("two programs that make issues at once make each once", () =>
    withBench((bench, database, settings) => {
      const { papers, picks } = { ...dailyPapers(), papers: bench.papers };
      return withDigests(database, settings, { papers, parts: { picks } }, async (other) => {
        const many = readers(120);
        await addReaders(database, many, topic);
        const now = at("2026-11-21T08:00:00Z");
        const reports = await Promise.all([bench.digests.compose(now), other.digests.compose(now)]);
        assert.equal(reports[0].made + reports[1].made, many.length);
        const rows = await database.kysely.selectFrom("delivery").select("digest_id").execute();
        assert.equal(new Set(rows.map((row) => row.digest_id)).size, many.length);
      });
    }));

  test("after an outage the papers that nobody got come with the next issue, save those of an edition", () =>
    withBench(async (bench, database) => {
      const active_since = "2026-11-18T00:00:00.000Z";
      await addReaders(database, [ada], { ...topic, active_since });
      await addReaders(database, [blaise], { active_since });
      await bench.digests.send({ now: at("2026-11-19T08:00:00Z") });
      const late = await bench.digests.send({ now: at("2026-11-20T21:00:00Z") });
      assert.partialDeepStrictEqual(late, { sent: 0, expired: 2 });
      assert.equal(
        (await bench.digests.issue(ada.subscriber_id, "2026-11-19")).delivery,
        "expired",
      );
      await bench.digests.send({ now: at("2026-11-21T08:00:00Z") });
      assert.deepEqual(
        await idsIn(bench, ada.subscriber_id, DAY_20),
        papersOn(bench, "2026-11-19", DAY_20),
      );
      assert.deepEqual(await idsIn(bench, blaise.subscriber_id, DAY_20), papersOn(bench, DAY_20));
    }));

  test("an issue that expired and is asked for by the operator counts as brought", () =>
    withBench(async (bench, database) => {
      const active_since = "2026-11-18T00:00:00.000Z";
      await addReaders(database, [ada], { ...topic, active_since });
      await bench.digests.send({ now: at("2026-11-20T21:00:00Z") });
      const period = "2026-11-19" as never;
      const { sent } = await bench.digests.send({ now: at("2026-11-20T22:00:00Z"), period });
      assert.equal(sent, 1);
      await bench.digests.send({ now: at("2026-11-21T08:00:00Z") });
      assert.deepEqual(await idsIn(bench, ada.subscriber_id, DAY_20), papersOn(bench, DAY_20));
    }));

  test("a reader who stops or changes a digest while its issue is chosen is not brought it", () =>
    withDatabase((database, settings) => {
      const { papers, picks } = dailyPapers();
      const stopping: Picks = {
        ...picks,
        async pick(requests) {
          await database.kysely.updateTable("digest").set({ state: "stopped" }).execute();
          return picks.pick(requests);
        },
      };
      return withDigests(
        database,
        settings,
        { papers, parts: { picks: stopping } },
        async (bench) => {
          await addReaders(database, [ada], topic);
          const report = await bench.digests.compose(at("2026-11-21T08:00:00Z"));
          assert.deepEqual(report, { made: 0, empty: 0 });
        },
      );
    }));

  test("alerts at once look when something came in, not more often than every five minutes", () =>
    withDatabase((database, settings) => {
      const { papers, picks, asked } = dailyPapers();
      let seq = 1;
      const reader = { findMany: async () => papers, lastChange: async () => seq };
      const parts = { picks, papers: reader };
      return withDigests(database, settings, { papers, parts }, async ({ digests }) => {
        const looked_until = "2026-11-20T09:55:00.000Z";
        await addReaders(database, [ada], { ...topic, cadence: "at-once", looked_until });
        const look = (instant: string) => digests.compose(at(instant));
        assert.deepEqual(await look("2026-11-20T10:00:00Z"), { made: 1, empty: 0 });
        assert.equal(asked[0]?.since, looked_until);
        seq += 1;
        await look("2026-11-20T10:03:00Z");
        assert.equal(asked.length, 1);
        await look("2026-11-20T10:05:00Z");
        assert.equal(asked.length, 2);
        assert.equal(asked[1]?.since, "2026-11-20T10:00:00.000Z");
        await look("2026-11-20T10:10:00Z");
        assert.equal(asked.length, 3, "what came in last may not have been indexed yet");
        await look("2026-11-20T10:30:00Z");
        assert.equal(asked.length, 3, "nothing has come in since");
        const { issues } = await digests.issues(ada.subscriber_id, { limit: 9, offset: 0 });
        assert.deepEqual(
          issues.map(({ period }) => period),
          ["2026-11-20T10:00Z"],
          "an alert that finds nothing leaves no issue",
        );
      });
    }));

  test("a reader who turns alerts on is not told of what was there before", () =>
    withBench(async (bench, database) => {
      await addReaders(database, [ada], topic);
      bench.clock.set("2026-11-20T12:00:00Z");
      const wish = { ...aWish({ cadence: "at-once" }, { kind: "topic", target: "seas" }) };
      const { id, nextDueAt } = await bench.digests.add(ada.subscriber_id, wish);
      assert.equal(nextDueAt, undefined);
      await bench.digests.compose(at("2026-11-20T12:01:00Z"));
      const own = bench.asked.find(({ since }) => since !== undefined);
      assert.equal(own?.since, "2026-11-20T12:00:00.000Z");
      assert.ok(id);
    }));
});
