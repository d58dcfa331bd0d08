import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { roomsOn } from "../../../test/channels/rooms.ts";
import { matrixRules } from "../../../test/channels/services/matrix-rules.ts";
import { slackRules } from "../../../test/channels/services/slack-rules.ts";
import type { ChannelBench } from "../../../test/support/channels.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aPaper } from "../../../test/support/papers.ts";
import { temporaryFolder } from "../../../test/support/program.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describeOnEachDatabase("posts of channels", (withDatabase) => {
  const withRoom = roomsOn(withDatabase);

  test("a post is tried for a day with longer and longer waits, then given up", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      const { channel } = await bench.channels.create(owner, wish);
      chat.next(...Array.from({ length: 100 }, () => ({ kind: "broken" as const })));
      bench.clock.advance(HOUR_MS);
      const tries: number[] = [];
      for (let minute = 0; minute < 25 * 60; minute++) {
        const before = chat.requests.length;
        if (minute % 5 < 2) await bench.run();
        if (chat.requests.length > before) tries.push(minute);
        bench.clock.advance(MINUTE_MS);
      }
      assert.deepEqual(tries.slice(0, 6), [0, 1, 6, 21, 51, 111]);
      assert.ok(tries.length >= 10 && tries.at(-1)! <= 24 * 60, String(tries));
      const [post] = (await bench.channels.posts(owner.id, channel.id)).slice(-1);
      assert.deepEqual([post!.state, post!.attempts], ["failed", tries.length]);
      assert.equal(post!.lastError, "answered 500: something went wrong");
    }));

  test("after five days of failure a channel rests, its owner is told, and it can go on", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.answer(() => {
        const paper = aPaper();
        bench.bring(paper);
        const reason = { kind: "topic" as const, text: "", terms: [] };
        return { picks: [{ paperId: paper.id, reason, upvotes: 0, comments: 0 }], total: 1 };
      });
      const { channel } = await bench.channels.create(owner, wish);
      chat.next(...Array.from({ length: 500 }, () => ({ kind: "broken" as const })));
      bench.clock.advance(HOUR_MS);
      let days = 0;
      const state = async () => (await bench.channels.get(owner.id, channel.id)).state;
      for (; days < 8 && (await state()) === "active"; days++) {
        for (let hours = 0; hours < 24; hours += 4) {
          await bench.run();
          bench.clock.advance(4 * HOUR_MS);
        }
      }
      assert.deepEqual([days, await state()], [6, "disabled"]);
      assert.equal(bench.letters.length, 1);
      assert.equal(bench.letters[0]!.to, owner.email);
      assert.match(bench.letters[0]!.letter.url, /\/settings\/channels$/);
      const { failingSince, lastError } = await bench.channels.get(owner.id, channel.id);
      assert.equal(failingSince, "2026-11-20T09:00:00.000Z");
      assert.equal(lastError, "answered 500: something went wrong");
      const asked = chat.requests.length;
      bench.clock.advance(DAY_MS);
      await bench.run();
      assert.equal(chat.requests.length, asked);
      const again = await bench.channels.pause(owner.id, channel.id, false);
      assert.deepEqual([again.state, again.failingSince], ["active", undefined]);
    }));

  test("one post that gets through ends the count of the days of failure", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      const { channel } = await bench.channels.create(owner, wish);
      chat.next({ kind: "broken" });
      bench.clock.advance(HOUR_MS);
      await bench.run();
      assert.ok((await bench.channels.get(owner.id, channel.id)).failingSince);
      bench.clock.advance(MINUTE_MS);
      await bench.run();
      const { failingSince, lastError } = await bench.channels.get(owner.id, channel.id);
      assert.deepEqual([failingSince, lastError], [undefined, undefined]);
    }));

  test("two processes at once post once", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(...Array.from({ length: 5 }, () => aPaper()));
      for (let count = 0; count < 6; count++) await bench.channels.create(owner, wish);
      const other = bench.other();
      bench.clock.advance(HOUR_MS);
      const now = bench.clock.now();
      await Promise.all([bench.run(), other.run(now), bench.run(), other.run(now)]);
      assert.equal(chat.shown.length, 6);
    }));

  /** As the database stands when the process dies between the request and its answer. */
  const die = (bench: ChannelBench, sent_at: string | null = null) =>
    bench.site.database.kysely
      .updateTable("channel_post")
      .set({
        state: "sending",
        sent_at,
        lease_token: "dead",
        lease_until: bench.clock.now().toISOString(),
      })
      .execute();

  for (const rules of [slackRules, matrixRules]) {
    test(`a process that was killed while posting to ${rules.kind} leaves one post`, () =>
      withRoom(
        async ({ bench, chat, wish }) => {
          const owner = await bench.owner();
          bench.bring(aPaper());
          const { channel } = await bench.channels.create(owner, wish);
          bench.clock.advance(HOUR_MS);
          const stateAfter = async () => {
            await die(bench);
            bench.clock.advance(MINUTE_MS);
            const next = bench.other();
            await next.run(bench.clock.now());
            await next.run(bench.clock.now());
            return (await next.posts(owner.id, channel.id))[0]!.state;
          };
          chat.next({ kind: "silent" });
          await bench.run();
          assert.equal(chat.shown.length, 1);
          assert.equal(await stateAfter(), rules.kind === "matrix" ? "sent" : "failed");
          assert.equal(chat.shown.length, 1);
        },
        { rules },
      ));
  }

  test("a post whose process was killed before it left is posted by the next", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      await bench.channels.create(owner, wish);
      chat.next({ kind: "broken" });
      bench.clock.advance(HOUR_MS);
      await bench.run();
      await die(bench);
      bench.clock.advance(MINUTE_MS);
      await bench.other().run(bench.clock.now());
      assert.equal(chat.shown.length, 1);
    }));

  /** A machine beside the same database, with a data folder of its own, takes the post over. */
  const takeOver = async (bench: ChannelBench, folder: string) => {
    copyFileSync(join(bench.dataDir, "secret"), join(folder, "secret"));
    bench.clock.advance(MINUTE_MS);
    const machine = bench.other(folder);
    await machine.run(bench.clock.now());
    await machine.run(bench.clock.now());
    return machine;
  };

  test("another machine shows no post again that may have left before", async (t) => {
    const folder = await temporaryFolder(t);
    await withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      const { channel } = await bench.channels.create(owner, wish);
      bench.clock.advance(HOUR_MS);
      const noted: (string | null)[] = [];
      const posts = bench.site.database.kysely.selectFrom("channel_post").select("sent_at");
      chat.onTaken(async () => noted.push((await posts.executeTakeFirstOrThrow()).sent_at));
      await bench.run();
      assert.deepEqual(noted, [bench.clock.now().toISOString()], "noted before it is taken");
      await die(bench, noted[0]);
      const machine = await takeOver(bench, folder);
      assert.equal(chat.requests.length, 1);
      const [post] = await machine.posts(owner.id, channel.id);
      assert.equal(post!.state, "failed");
      assert.match(post!.lastError ?? "", /may have been posted/);
    });
  });

  test("what was to leave, and had not yet, is posted by this machine and not by others", async (t) => {
    const folder = await temporaryFolder(t);
    await withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      const { channel } = await bench.channels.create(owner, wish);
      chat.next({ kind: "broken" });
      bench.clock.advance(HOUR_MS);
      await bench.run();
      // Killed after the word to the database, before the word that the first byte leaves.
      const at = bench.clock.now().toISOString();
      const file = join(bench.dataDir, "posted.log");
      const id = readFileSync(file, "utf8").split(" ")[0]!;
      appendFileSync(file, `${id} ready ${at}\n`);
      await die(bench, at);
      const machine = await takeOver(bench, folder);
      assert.deepEqual(
        (await machine.posts(owner.id, channel.id)).map(({ state }) => state),
        ["failed"],
      );
      await die(bench, at);
      await bench.other().run(bench.clock.now());
      assert.equal(chat.shown.length, 1);
    });
  });

  test("another machine posts what had not left, or was refused", async (t) => {
    const folder = await temporaryFolder(t);
    await withRoom(async ({ bench, chat, wish }) => {
      bench.bring(aPaper());
      await bench.channels.create(await bench.owner(), wish);
      chat.next({ kind: "broken" });
      bench.clock.advance(HOUR_MS);
      await bench.run();
      const rows = bench.site.database.kysely.selectFrom("channel_post").select("sent_at");
      assert.deepEqual(await rows.execute(), [{ sent_at: null }]);
      await die(bench);
      await takeOver(bench, folder);
      assert.equal(chat.shown.length, 1);
    });
  });

  test("a run that was taken for dead posts nothing when it wakes up", () =>
    withRoom(async ({ bench, chat, wish }) => {
      bench.bring(aPaper(), aPaper());
      const owner = await bench.owner();
      const one = await bench.channels.create(owner, wish);
      const two = await bench.channels.create(owner, wish);
      bench.clock.advance(HOUR_MS);
      const claims = bench.site.database.kysely.updateTable("channel_post");
      chat.onTaken(() => claims.set({ lease_token: "another's" }).execute());
      await bench.run();
      assert.equal(chat.requests.length, 1, "the second post is another's by then");
      for (const { channel } of [one, two]) {
        const [post] = await bench.channels.posts(owner.id, channel.id);
        assert.equal(post!.state, "sending");
      }
    }));

  test("a database that is brought back from a copy posts nothing again", () =>
    withRoom(async ({ bench, chat, wish }) => {
      const owner = await bench.owner();
      bench.bring(aPaper());
      const { channel } = await bench.channels.create(owner, wish);
      bench.clock.advance(HOUR_MS);
      await bench.run();
      const copy = { state: "due", sent_at: null, attempts: 0 };
      await bench.site.database.kysely.updateTable("channel_post").set(copy).execute();
      bench.clock.advance(HOUR_MS);
      const next = bench.other();
      await next.run(bench.clock.now());
      assert.equal(chat.requests.length, 1);
      assert.equal((await next.posts(owner.id, channel.id))[0]!.state, "sent");
    }));
});
