import assert from "node:assert/strict";
import { test } from "node:test";
import type { Database } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { type BenchOptions, type DigestBench, withDigests } from "../../../test/support/digests.ts";
import { refuse } from "../../../test/support/mail-server.ts";
import { addReaders, digestFor, readers } from "../../../test/support/readers.ts";
import { readDigestStatus } from "./status/store.ts";

const AT_8 = "2026-11-21T08:00:00Z";

describeOnEachDatabase("holding mail back", (withDatabase) => {
  const withBench = (
    use: (bench: DigestBench, database: Database) => Promise<void>,
    { count = 3, ...options }: BenchOptions & { readonly count?: number } = {},
  ) =>
    withDatabase((database, settings) =>
      withDigests(database, settings, options, async (bench) => {
        await addReaders(database, readers(count));
        await use(bench, database);
      }),
    );
  const send = ({ digests }: DigestBench, instant: string) =>
    digests.send({ now: new Date(instant) });
  const states = async (database: Database) => {
    const rows = await database.kysely.selectFrom("delivery").select("state").execute();
    return rows.map(({ state }) => state).sort();
  };

  test("while sending is paused issues are made and nothing leaves; then it goes on", () =>
    withBench(async (bench, database) => {
      await bench.mail.sending.pause("a restored backup");
      const paused = await send(bench, AT_8);
      assert.partialDeepStrictEqual(paused, { due: 0, sent: 0, paused: "a restored backup" });
      assert.equal(bench.server.mails.length, 0);
      assert.deepEqual(await states(database), ["due", "due", "due"]);
      await bench.mail.sending.resume();
      const resumed = await send(bench, "2026-11-21T09:00:00Z");
      assert.equal(resumed.sent, 3);
      assert.equal(resumed.paused, undefined);
    }));

  test("what is due during a pause of more than twelve hours is not sent afterwards", () =>
    withBench(async (bench, database) => {
      await bench.mail.sending.pause("a burst of bounces");
      await send(bench, AT_8);
      await bench.mail.sending.resume();
      const late = await send(bench, "2026-11-21T20:00:01Z");
      assert.partialDeepStrictEqual(late, { sent: 0, expired: 3 });
      assert.deepEqual(await states(database), ["expired", "expired", "expired"]);
    }));

  test("a pause that comes while a run goes on ends it after the batch under way", () => {
    let pause = () => {};
    return withBench(
      async (bench, database) => {
        pause = () => void bench.mail.sending.pause("a burst of bounces");
        const { sent, paused } = await send(bench, AT_8);
        assert.ok(sent < 100, `${sent} were sent`);
        assert.equal(paused, "a burst of bounces");
        const found = await states(database);
        assert.equal(found.filter((state) => state === "due").length, 100 - sent);
        assert.ok(!found.includes("sending"));
      },
      { count: 100, onMail: () => pause() },
    );
  });

  test("an address that is held back gets nothing, and the others get theirs", () =>
    withBench(async (bench, database) => {
      await bench.mail.addresses.suppress("reader1@example.org", "operator");
      assert.equal((await send(bench, AT_8)).sent, 2);
      assert.deepEqual(await states(database), ["sent", "sent", "suppressed"]);
      assert.deepEqual(bench.server.mails.map(({ to }) => to).sort(), [
        "reader0@example.org",
        "reader2@example.org",
      ]);
    }));

  test("a mail that can not be made keeps nobody else waiting, and is tried again", () =>
    withBench(async (bench, database) => {
      const { build } = bench.mail;
      let isBroken = true;
      const broken: typeof build = async (to, ...rest) => {
        if (isBroken && to === "reader0@example.org") throw new Error("no such charset");
        return build(to, ...rest);
      };
      Object.assign(bench.mail, { build: broken });
      assert.partialDeepStrictEqual(await send(bench, AT_8), { due: 3, sent: 2, failed: 1 });
      assert.deepEqual(await states(database), ["due", "sent", "sent"]);
      isBroken = false;
      assert.equal((await send(bench, "2026-11-21T08:10:00Z")).sent, 1);
    }));

  test("an issue that can not be written keeps nobody else waiting, and is tried again", () =>
    withBench(async (bench, database) => {
      await bench.digests.compose(new Date(AT_8));
      const content = '{"papers":[null],"replies":[]}';
      const update = database.kysely.updateTable("issue").set({ content });
      await update.where("digest_id", "=", "reader-000000000").execute();
      assert.partialDeepStrictEqual(await send(bench, AT_8), { due: 3, sent: 2, failed: 1 });
      assert.deepEqual(await states(database), ["due", "sent", "sent"]);
    }));

  test("a destination that takes nothing for now keeps nobody else waiting", () => {
    const answerRecipient = (address: string) =>
      address.endsWith("@busy.example") ? refuse(451, "later") : undefined;
    return withBench(
      async (bench, database) => {
        const busy = readers(12)
          .slice(3)
          .map((row, at) => ({ ...row, email: `reader${at}@busy.example` }));
        await addReaders(database, busy);
        const report = await send(bench, AT_8);
        assert.equal(report.sent, 3);
        assert.ok(report.failed <= 4, "those behind the first are not even tried");
        const waiting = await database.kysely
          .selectFrom("delivery")
          .select("attempts")
          .where("state", "=", "due")
          .execute();
        assert.equal(waiting.length, 9);
        assert.equal(waiting.filter(({ attempts }) => attempts > 0).length, report.failed);
      },
      { answerRecipient },
    );
  });

  test("a run whose rows somebody else has claimed writes nothing about them", () => {
    let steal: () => Promise<unknown> = async () => {};
    return withBench(
      async (bench, database) => {
        const stolen = { lease_token: "another run", lease_until: "2026-11-21T09:00:00.000Z" };
        let under: Promise<unknown> = Promise.resolve();
        steal = () => {
          const sending = database.kysely.updateTable("delivery").where("state", "=", "sending");
          under = sending.set(stolen).execute();
          return under;
        };
        await send(bench, AT_8);
        await under;
        const rows = await database.kysely.selectFrom("delivery").selectAll().execute();
        const theirs = rows.filter((row) => row.lease_token === "another run");
        assert.ok(theirs.length > 0);
        assert.ok(theirs.every((row) => row.state === "sending" && row.sent_at === null));
        // One message may be under way on each connection; the others are left to who has them.
        assert.ok(bench.server.mails.length <= 4 + rows.length - theirs.length);
      },
      { count: 20, onMail: () => void steal() },
    );
  });

  test("stopping one digest keeps its mail back, and that of the others comes", () =>
    withBench(
      async (bench, database) => {
        const [ada] = readers(1);
        assert.ok(ada);
        const second = digestFor(ada, { digest_id: "second-digest-01", papers: 1 });
        const rows = [{ ...second, subject_kind: "topic", subject_target: "rivers" }];
        await database.insertMany(database.kysely, { into: "digest", rows });
        await bench.digests.change(ada.subscriber_id, ada.subscriber_id, { state: "stopped" });
        await send(bench, AT_8);
        assert.deepEqual(
          bench.server.mails.map(({ messageId }) => messageId.split("@")[0]),
          ["2026-11-20.second-digest-01"],
        );
      },
      { count: 1 },
    ));

  test("whoever runs the site sees how digests stand, and to whom a delivery went", () =>
    withBench(async (bench, database) => {
      await send(bench, AT_8);
      assert.deepEqual(await readDigestStatus(database, new Date("2026-11-14T00:00:00Z")), {
        subscribers: 3,
        digests: 3,
        nextDueAt: "2026-11-22T08:00:00.000Z",
        mails: { sent: 3 },
      });
      const name = { digestId: "reader-000000001", period: "2026-11-20" };
      assert.equal(await bench.digests.recipientOf(name), "reader1@example.org");
      assert.equal(await bench.digests.recipientOf({ ...name, period: "x" }), undefined);
      assert.deepEqual(await bench.digests.lastSentTo("Reader1@example.org"), name);
      assert.equal(await bench.digests.lastSentTo("nobody@example.org"), undefined);
    }));
});
