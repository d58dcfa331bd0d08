import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { makeMail } from "../../../test/support/mail.ts";
import { temporaryFolder } from "../../../test/support/program.ts";

const isPaused = async (mail: ReturnType<typeof makeMail>) => (await mail.sending.state()).isPaused;

describeOnEachDatabase("whether mail leaves", (withDatabase) => {
  test("a pause holds for every process until somebody resumes, and keeps its first reason", () =>
    withDatabase(async (database, settings) => {
      const [one, other] = [makeMail(database, settings), makeMail(database, settings)];
      assert.equal(await isPaused(other), false);
      await one.sending.pause("a burst");
      await one.sending.pause("something later");
      const state = await other.sending.state();
      assert.deepEqual(state, {
        isPaused: true,
        reason: "a burst",
        since: "2026-11-20T09:00:00.000Z",
      });
      await other.sending.resume();
      assert.equal(await isPaused(one), false);
    }));

  test("starting anew where mail was sent from pauses nothing", () =>
    withDatabase(async (database, settings) => {
      for (let start = 0; start < 3; start++) {
        const mail = makeMail(database, settings);
        assert.equal(await isPaused(mail), false);
        await mail.sending.noteSent("2026-11-20", 7);
      }
    }));

  test("two processes that send from one folder count together, and are no copies", () =>
    withDatabase(async (database, settings) => {
      const mails = [makeMail(database, settings), makeMail(database, settings)];
      await mails[0]!.sending.noteSent("2026-11-20", 1);
      const notes = Array.from({ length: 20 }, (_, at) =>
        mails[at % 2]!.sending.noteSent("2026-11-20", 1 + (at % 2) * 9),
      );
      await Promise.all(notes);
      const rows = await database.kysely.selectFrom("mail_state").selectAll().execute();
      const folders = rows.filter(({ name }) => name.startsWith("folder "));
      assert.deepEqual(
        folders.map(({ value }) => value.split(" ")[0]),
        ["111"],
      );
      assert.equal(await isPaused(makeMail(database, settings)), false);
    }));

  test("a database that is older than what was sent pauses", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      await mail.sending.noteSent("2026-11-20", 7);
      const backup = await database.kysely.selectFrom("mail_state").selectAll().execute();
      await mail.sending.noteSent("2026-11-20", 7);
      await database.kysely.deleteFrom("mail_state").execute();
      await database.kysely.insertInto("mail_state").values(backup).execute();
      const restored = makeMail(database, settings);
      assert.match((await restored.sending.state()).reason ?? "", /older/);
      await restored.sending.resume();
      assert.equal(await isPaused(makeMail(database, settings)), false);
    }));

  test("an empty database beside a folder that mail was sent from pauses", () =>
    withDatabase(async (database, settings) => {
      await makeMail(database, settings).sending.noteSent("2026-11-20", 7);
      await database.kysely.deleteFrom("mail_state").execute();
      assert.equal(await isPaused(makeMail(database, settings)), true);
    }));

  test("a copy of the data folder pauses, and so does the database without its folder", async (t) => {
    const copy = join(await temporaryFolder(t), "copy");
    await withDatabase(async (database, settings) => {
      await makeMail(database, settings).sending.noteSent("2026-11-20", 7);
      cpSync(settings.dataDir, copy, { recursive: true });
      const copied = makeMail(database, { dataDir: copy });
      assert.match((await copied.sending.state()).reason ?? "", /copy/);
      await copied.sending.resume();
      assert.equal(await isPaused(makeMail(database, { dataDir: copy })), false);
      rmSync(join(copy, "mail-marker"));
      assert.equal(await isPaused(makeMail(database, { dataDir: copy })), true);
    });
  });

  test("more than five in a hundred bounces of an issue pause sending", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      await mail.sending.noteSent("2026-11-20", 200);
      const bounce = (number: number) =>
        mail.events.noteRefusal({
          delivery: { digestId: "AbC-_123xyzDEF90", period: "2026-11-20" },
          to: `reader${number}@example.org`,
          reason: "550 5.1.1 no such user",
        });
      for (let number = 0; number < 10; number++) await bounce(number);
      // The same again is not another one.
      for (let number = 0; number < 10; number++) await bounce(number);
      assert.equal(await isPaused(mail), false);
      await bounce(11);
      assert.match((await mail.sending.state()).reason ?? "", /11 bounces of 200 messages/);
    }));

  test("bounces of a handful of messages pause nothing", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      await mail.sending.noteSent("2026-W47", 20);
      for (let number = 0; number < 20; number++) {
        await mail.events.noteRefusal({
          delivery: { digestId: "AbC-_123xyzDEF90", period: "2026-W47" },
          to: `reader${number}@example.org`,
          reason: "550 5.1.1 no such user",
        });
      }
      assert.equal(await isPaused(mail), false);
    }));
});
