/** What comes of a post that a service does not take, for every service. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeEachService, HOUR_MS, MINUTE_MS, springs } from "./one-channel.ts";
import { telegramMoved } from "./services/telegram-rules.ts";

/** Services that show a post once however often it comes. */
const repeatable: readonly string[] = ["matrix", "webhook"];

describeEachService((rules, withChannel) => {
  test("waits as long as it is asked to, then posts once", () =>
    withChannel(async ({ bench, chat, nextDay }) => {
      bench.bring(...springs(3));
      chat.next({ kind: "busy", seconds: 600 });
      await nextDay();
      assert.equal(chat.requests.length, 1);
      // Feishu names no time, so the back-off holds.
      const waitMs = rules.kind === "feishu" ? MINUTE_MS : 600_000;
      bench.clock.advance(waitMs - 1_000);
      await bench.run();
      assert.equal(chat.requests.length, 1, "too early");
      bench.clock.advance(1_000);
      await bench.run();
      await bench.run();
      assert.equal(chat.requests.length, 2);
      assert.equal(chat.shown.length, 1);
    }));

  test("never shows a post twice, though the answer was lost", () =>
    withChannel(async ({ bench, chat, nextDay, owner, id }) => {
      bench.bring(...springs(3));
      chat.next({ kind: "silent" });
      await nextDay();
      for (let hours = 0; hours < 5; hours++) {
        bench.clock.advance(HOUR_MS);
        await bench.run();
      }
      assert.equal(chat.shown.length, 1);
      const [post] = await bench.channels.posts(owner.id, id);
      if (repeatable.includes(rules.kind)) {
        assert.equal(chat.requests.length, 2);
        assert.equal(chat.requests[0]!.body, chat.requests[1]!.body);
        assert.equal(post!.state, "sent");
      } else {
        assert.equal(chat.requests.length, 1);
        assert.equal(post!.state, "failed");
        assert.match(post!.lastError ?? "", /may have been posted/);
      }
    }));

  test("stops, and tells its owner, when its room is no more", () =>
    withChannel(async ({ bench, chat, nextDay, owner, get }) => {
      bench.bring(...springs(3));
      chat.next({ kind: "closed" });
      await nextDay();
      const { state, lastError } = await get();
      assert.equal(state, "disabled");
      assert.match(lastError ?? "", /answered 4\d\d/);
      assert.deepEqual(
        bench.letters.map(({ to }) => to),
        [owner.email],
      );
      await nextDay();
      assert.equal(chat.requests.length, 1);
    }));

  test("tells nobody its secrets again", () =>
    withChannel(async ({ bench, chat, nextDay, owner, get, temporary, secret }) => {
      bench.bring(...springs(3));
      chat.next({ kind: "broken" }, { kind: "closed" });
      await nextDay();
      bench.clock.advance(HOUR_MS);
      await bench.run();
      const rows = await temporary.database.kysely.selectFrom("channel").selectAll().execute();
      const said = JSON.stringify([
        await get(),
        await bench.channels.exportData(owner.id),
        bench.letters,
        bench.logged,
        rows,
      ]);
      for (const word of [...rules.secrets, ...(secret ? [secret] : [])]) {
        assert.ok(!said.includes(word), `${word} is in ${said}`);
      }
    }));

  if (rules.kind === "telegram") {
    test("follows a chat that has become a supergroup", () =>
      withChannel(async ({ bench, chat, nextDay, get }) => {
        bench.bring(...springs(3));
        chat.next({ kind: "answer", answer: telegramMoved });
        await nextDay();
        await bench.run();
        assert.equal(chat.shown.length, 1);
        assert.equal((await get()).place, "-1009999999999");
        assert.match(chat.requests[1]!.body, /"chat_id":"-1009999999999"/);
      }));
  }
});
