import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { makeMail } from "../../../test/support/mail.ts";
import { bounceReport, complaintReport } from "../../../test/support/mail-reports.ts";
import { classify, findStatus, toDetail } from "./classify.ts";
import { readReport } from "./read-report.ts";

const name = { digestId: "AbC-_123xyzDEF90", period: "2026-11-20" };
const reader = "ada@readers.example";

test("status codes tell a missing mailbox from one that is busy, and both from what is about us", () => {
  const kinds = Object.fromEntries(
    [
      "5.1.1",
      "5.1.10",
      "5.1.8",
      "5.2.1",
      "5.2.2",
      "5.4.4",
      "5.7.1",
      "5.7.26",
      "5.0.0",
      "4.2.2",
    ].map((status) => [status, classify(status)]),
  );
  assert.deepEqual(kinds, {
    "5.1.1": "hard",
    "5.1.10": "hard",
    "5.1.8": "blocked",
    "5.2.1": "soft",
    "5.2.2": "soft",
    "5.4.4": "soft",
    "5.7.1": "blocked",
    "5.7.26": "blocked",
    "5.0.0": "blocked",
    "4.2.2": "soft",
  });
});

test("the status is found in what servers answer", () => {
  assert.equal(findStatus("550 5.1.1 <x@y>: User unknown"), "5.1.1");
  assert.equal(findStatus("host mx[192.0.2.1] said: 552-5.2.2 The account is full"), "5.2.2");
  assert.equal(findStatus("smtp; 550 no such user"), "5.0.0");
  assert.equal(findStatus("451 try later"), "4.0.0");
  assert.equal(findStatus("mail for 10.5.1.1 loops back"), undefined);
});

test("what is kept of an answer says nobody's name", () => {
  assert.equal(toDetail("550 <ada.l+x@example.org>\r\n unknown"), "550 <…@example.org> unknown");
  assert.equal(toDetail("x".repeat(5_000)).length, 300);
});

test("mail that is no report says nothing, whatever is in it", async () => {
  assert.deepEqual(
    await readReport("From: a@b\r\nSubject: Re: Papers\r\n\r\nI am on holiday.\r\n"),
    [],
  );
  const parts = fc.constantFrom(
    "Content-Type: multipart/report; boundary=x\r\n\r\n",
    "--x\r\n",
    "\0",
    ":",
    "Status: 5.1.1\r\n",
    "Content-Type: message/delivery-status\r\n\r\n",
    "Action: failed\r\n\r\n",
    "=?x?",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(parts, fc.string()), { maxLength: 12 }), async (texts) => {
      assert.ok(Array.isArray(await readReport(texts.join(""))));
    }),
  );
});

describeOnEachDatabase("a mailed report", (withDatabase) => {
  test("counts for the reader that the return path was made for, once", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      const { from } = mail.returnPath(name, reader);
      const report = bounceReport({ to: from, recipient: reader });
      for (let time = 0; time < 3; time++) {
        const [event] = await mail.events.takeReport(report, "smtp", from);
        assert.deepEqual(
          [event?.kind, event?.status, event?.address, event?.delivery],
          ["hard", "5.1.1", reader, name],
        );
      }
      assert.equal((await mail.events.list(10)).length, 1);
      assert.equal((await mail.events.counts("2026-11-20")).hard, 1);
    }));

  test("is believed by its envelope id too, where the return path is lost", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      const { envelopeId } = mail.returnPath(name, reader);
      const words = { to: "papers@example.org", recipient: "a.lovelace@elsewhere.example" };
      const report = bounceReport({ ...words, original: reader, envelopeId });
      const [event] = await mail.events.takeReport(report, "command");
      assert.equal(event?.address, reader);
    }));

  test("about a forwarded message finds the reader by the delivery", () =>
    withDatabase(async (database, settings) => {
      const recipientOf = async ({ digestId }: { digestId: string }) =>
        digestId === name.digestId ? reader : undefined;
      const mail = makeMail(database, settings, { recipientOf });
      const { from } = mail.returnPath(name, reader);
      const report = bounceReport({ to: from, recipient: "lovelace@elsewhere.example" });
      const [event] = await mail.events.takeReport(report, "smtp", from);
      assert.equal(event?.address, reader);
    }));

  test("that anybody could have written counts for nothing", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      const { from } = mail.returnPath(name, reader);
      const victim = "victim@readers.example";
      const forgeries = [
        { to: "bounces@example.org", recipient: victim },
        { to: from, recipient: victim },
        { to: from.replace(/[0-9a-f]{16}@/, "0123456789abcdef@"), recipient: victim },
      ];
      for (const words of forgeries) {
        const raw = bounceReport(words).replace(/^To: victim.*$/m, "");
        const [event] = await mail.events.takeReport(raw, "smtp", words.to);
        assert.equal(event?.address, undefined);
      }
      const complaint = complaintReport({
        to: "abuse@example.org",
        returnPath: "x@y.z",
        recipient: victim,
      });
      await mail.events.takeReport(complaint, "smtp");
      assert.deepEqual(await mail.addresses.standing(victim), { state: "fine", score: 0 });
    }));

  test("of a delay is no bounce", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      const { from } = mail.returnPath(name, reader);
      const words = { to: from, recipient: reader, action: "delayed", status: "4.4.1" };
      assert.deepEqual(await mail.events.takeReport(bounceReport(words), "smtp", from), []);
    }));

  test("of a complaint stops mail to the address at once, and only the reader takes it back", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      const { from: returnPath } = mail.returnPath(name, reader);
      const report = complaintReport({ to: "abuse@example.org", returnPath, recipient: reader });
      await mail.events.takeReport(report, "smtp", "abuse@example.org");
      const standing = await mail.addresses.standing(reader);
      assert.deepEqual([standing.state, standing.reason], ["suppressed", "complaint"]);
      await assert.rejects(mail.addresses.restore(reader, { isReader: false }), /only they/);
      await mail.addresses.restore(reader, { isReader: true });
      assert.equal((await mail.addresses.standing(reader)).state, "fine");
    }));

  test("that says it was no spam, or that a signature failed, is no complaint", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      const { from: returnPath } = mail.returnPath(name, reader);
      for (const type of ["not-spam", "auth-failure"]) {
        const report = complaintReport({
          to: "abuse@example.org",
          returnPath,
          recipient: reader,
          type,
        });
        assert.deepEqual(await mail.events.takeReport(report, "smtp"), []);
      }
    }));

  test("leaves no address in the tables", () =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings);
      const { from } = mail.returnPath(name, reader);
      await mail.events.takeReport(bounceReport({ to: from, recipient: reader }), "smtp", from);
      await mail.addresses.suppress("grace@readers.example", "operator");
      const rows = JSON.stringify([
        await database.kysely.selectFrom("mail_event").selectAll().execute(),
        await database.kysely.selectFrom("mail_address").selectAll().execute(),
      ]);
      assert.doesNotMatch(rows, /ada|grace/);
    }));

  test("is forgotten after half a year, and what it made of the address is not", () =>
    withDatabase(async (database, settings) => {
      let now = new Date("2026-11-20T09:00:00Z");
      const mail = makeMail(database, settings, { clock: { now: () => now } });
      const { from: returnPath } = mail.returnPath(name, reader);
      await mail.events.takeReport(
        complaintReport({ to: "abuse@example.org", returnPath, recipient: reader }),
        "smtp",
      );
      now = new Date("2027-06-20T09:00:00Z");
      await mail.tidy();
      assert.deepEqual(await mail.events.list(10), []);
      assert.equal((await mail.addresses.standing(reader)).state, "suppressed");
    }));
});
