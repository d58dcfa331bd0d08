import assert from "node:assert/strict";
import { test } from "node:test";
import { roomsOn } from "../../test/channels/rooms.ts";
import { matrixRules } from "../../test/channels/services/matrix-rules.ts";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { aPaper } from "../../test/support/papers.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describeOnEachDatabase("channels", (withDatabase) => {
  const withRoom = roomsOn(withDatabase);

  test("a channel posts once a day at its hour, each paper once", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      const papers = Array.from({ length: 8 }, () => aPaper());
      bench.bring(...papers);
      const { channel } = await bench.channels.create(owner, wish);
      assert.equal(channel.nextDueAt, "2026-11-20T09:00:00.000Z");
      await bench.run();
      assert.equal(chat.shown.length, 0, "its hour has not come");
      bench.clock.advance(HOUR_MS);
      assert.deepEqual(await bench.run(), { due: 1, sent: 1, failed: 0, disabled: 0 });
      await bench.run();
      assert.equal(chat.shown.length, 1);
      assert.deepEqual([bench.asked[0]!.from, bench.asked[0]!.until], ["2026-11-19", "2026-11-19"]);
      bench.clock.advance(DAY_MS);
      await bench.run();
      assert.equal(chat.shown.length, 2);
      for (const { title } of papers.slice(0, 5)) assert.ok(!chat.shown[1]!.text.includes(title));
      bench.clock.advance(DAY_MS);
      await bench.run();
      assert.equal(chat.shown.length, 2, "nothing new, nothing said");
      const posts = await bench.channels.posts(owner.id, channel.id);
      assert.deepEqual(
        posts.map(({ period, state, papers: count }) => [period, state, count]),
        [
          ["2026-11-21", "empty", 0],
          ["2026-11-20", "sent", 3],
          ["2026-11-19", "sent", 5],
        ],
      );
    }));

  test("a post of seven days ago is about the day whose votes have come in", () =>
    withRoom(async ({ bench, wish }) => {
      const filter = { minUpvotes: 3, has: ["code"] as const };
      await bench.channels.create(await bench.owner(), { ...wish, daysAgo: 7, filter });
      bench.clock.advance(HOUR_MS);
      await bench.run();
      const [request] = bench.asked;
      assert.deepEqual([request!.from, request!.until], ["2026-11-12", "2026-11-12"]);
      assert.deepEqual([request!.filter, request!.limit], [filter, 5]);
    }));

  test("an issue whose papers can not be looked up is posted a little later", () =>
    withRoom(async ({ bench, chat, wish }) => {
      await bench.channels.create(await bench.owner(), wish);
      bench.answer(() => {
        throw new Error("the search is down");
      });
      bench.clock.advance(HOUR_MS);
      await bench.run();
      assert.match(bench.logged.join(), /can not be looked up/);
      const paper = aPaper();
      bench.bring(paper);
      const reason = { kind: "topic" as const, text: "", terms: [] };
      const picks = [{ paperId: paper.id, reason, upvotes: 0, comments: 0 }];
      bench.answer(() => ({ picks, total: 1 }));
      bench.clock.advance(5 * MINUTE_MS);
      await bench.run();
      assert.equal(chat.shown.length, 1);
    }));

  test("what comes in is posted at once, and not again", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const schedule = { ...wish.schedule, cadence: "at-once" as const };
      await bench.channels.create(await bench.owner(), { ...wish, schedule });
      await bench.run();
      assert.equal(chat.shown.length, 0);
      const [first, second] = [aPaper({ title: "First" }), aPaper({ title: "Second" })];
      bench.bring(first);
      bench.clock.advance(5 * MINUTE_MS);
      await bench.run();
      bench.bring(first, second);
      bench.clock.advance(5 * MINUTE_MS);
      await bench.run();
      assert.equal(chat.shown.length, 2);
      assert.ok(!chat.shown[1]!.text.includes("First") && chat.shown[1]!.text.includes("Second"));
      assert.equal(bench.asked.at(-1)!.since, "2026-11-20T08:00:00.000Z");
      const looks = bench.asked.length;
      bench.clock.advance(5 * MINUTE_MS);
      await bench.run();
      assert.equal(bench.asked.length, looks, "nothing has changed, so nothing is asked");
    }));

  test("a channel at once looks no further than everything is indexed, and looks again", () =>
    withRoom(async ({ bench, wish }) => {
      const schedule = { ...wish.schedule, cadence: "at-once" as const };
      await bench.channels.create(await bench.owner(), { ...wish, schedule });
      bench.bring(aPaper());
      bench.settle("2026-11-20T08:01:00Z");
      bench.answer(() => ({ picks: [], total: 0 }));
      for (const looks of [1, 2]) {
        bench.clock.advance(5 * MINUTE_MS);
        await bench.run();
        assert.equal(bench.asked.length, looks, "what is not indexed yet is looked for again");
        assert.equal(bench.asked.at(-1)!.before, "2026-11-20T08:01:00.000Z");
      }
      bench.settle();
      for (const _ of [3, 4]) {
        bench.clock.advance(5 * MINUTE_MS);
        await bench.run();
        assert.equal(bench.asked.length, 3);
      }
    }));

  test("a channel whose zone is no more holds up no other", () =>
    withRoom(async ({ bench, chat, wish, database }) => {
      const owner = await bench.owner();
      const { channel } = await bench.channels.create(owner, { ...wish, title: "Lost" });
      await bench.channels.create(owner, { ...wish, title: "Found" });
      const update = database.kysely.updateTable("channel").set({ time_zone: "Mars/Olympus" });
      await update.where("channel_id", "=", channel.id).execute();
      bench.bring(aPaper());
      bench.clock.advance(HOUR_MS);
      await bench.run();
      assert.deepEqual(
        chat.shown.map(({ text }) => text.includes("Found")),
        [true],
      );
    }));

  test("a paused channel is quiet, and what it missed stays unsaid", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      const { channel } = await bench.channels.create(owner, wish);
      await bench.channels.pause(owner.id, channel.id, true);
      bench.clock.advance(2 * HOUR_MS);
      await bench.run();
      const { state, nextDueAt } = await bench.channels.pause(owner.id, channel.id, false);
      assert.deepEqual([state, nextDueAt], ["active", "2026-11-21T09:00:00.000Z"]);
      await bench.run();
      assert.equal(chat.shown.length, 0);
    }));

  test("an issue that is a day late is not posted", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      const schedule = { ...wish.schedule, cadence: "weekly" as const, weekday: 5 };
      await bench.channels.create(owner, { ...wish, schedule });
      bench.clock.advance(HOUR_MS + DAY_MS + MINUTE_MS);
      await bench.run();
      assert.equal(chat.shown.length, 0);
    }));

  test("a channel belongs to one account, and goes with it", () =>
    withRoom(async ({ bench, wish }) => {
      const [ada, grace] = [await bench.owner("ada"), await bench.owner("grace")];
      bench.bring(aPaper());
      const { channel } = await bench.channels.create(ada, wish);
      const { id } = channel;
      const missing = { code: "not_found" };
      await assert.rejects(bench.channels.get(grace.id, id), missing);
      await assert.rejects(bench.channels.change(grace, id, { papers: 3 }), missing);
      await assert.rejects(bench.channels.pause(grace.id, id, true), missing);
      await assert.rejects(bench.channels.test(grace.id, id), missing);
      await assert.rejects(bench.channels.posts(grace.id, id), missing);
      await assert.rejects(bench.channels.remove(grace.id, id), missing);
      assert.deepEqual(await bench.channels.list(grace.id), []);
      bench.clock.advance(HOUR_MS);
      await bench.run();
      const exported = await bench.channels.exportData(ada.id);
      assert.match(JSON.stringify(exported), /"posts":\[\{"period":"2026-11-19"/);
      await bench.channels.forget(ada.id);
      for (const table of ["channel", "channel_post"] as const) {
        const rows = await bench.site.database.kysely.selectFrom(table).selectAll().execute();
        assert.deepEqual(rows, []);
      }
    }));

  test("a channel is changed in parts, and keeps the secrets that are not given again", () =>
    withRoom(
      async ({ bench, chat, wish }) => {
        const owner = await bench.owner();
        bench.bring(aPaper());
        const { channel } = await bench.channels.create(owner, wish);
        const { room: _, ...address } = wish.address;
        const changed = await bench.channels.change(owner, channel.id, {
          title: "Springs",
          papers: 2,
          address: { url: address.url! },
          schedule: { ...wish.schedule, hour: 10 },
        });
        assert.deepEqual(
          [changed.title, changed.papers, changed.nextDueAt],
          ["Springs", 2, "2026-11-20T10:00:00.000Z"],
        );
        assert.equal(changed.place, `!abc:example.org on ${chat.host}`);
        bench.clock.advance(2 * HOUR_MS);
        await bench.run();
        assert.equal(chat.shown.length, 1);
        await assert.rejects(bench.channels.change(owner, channel.id, { kind: "slack" }), {
          code: "invalid",
        });
      },
      { rules: matrixRules },
    ));

  test("who may not have channels is told so, and posts nothing after losing the role", () =>
    withRoom(
      async ({ bench, chat, wish }) => {
        const reader = await bench.owner();
        await assert.rejects(bench.channels.create(reader, wish), { code: "forbidden" });
        const { account } = await bench.site.actor("grace", "trusted");
        bench.bring(aPaper());
        await bench.channels.create(account, wish);
        await bench.site.people.setRole(account.id, "reader", "operator");
        bench.clock.advance(HOUR_MS);
        await bench.run();
        assert.equal(chat.requests.length, 0);
      },
      { allowed: "trusted" },
    ));

  test("an account has twenty channels at most", () =>
    withRoom(async ({ bench, wish }) => {
      const owner = await bench.owner();
      for (let count = 0; count < 20; count++) await bench.channels.create(owner, wish);
      await assert.rejects(bench.channels.create(owner, wish), { code: "conflict" });
    }));
});
