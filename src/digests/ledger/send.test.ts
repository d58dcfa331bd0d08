import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePeriod } from "#editions";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aWish } from "../../../test/support/digests.ts";
import { readMail } from "../../../test/support/mail-server.ts";
import {
  addReaders,
  digestsOf,
  names,
  send,
  states,
  withThree,
} from "../../../test/support/sending.ts";

const monday = parsePeriod("2026-11-23");

describeOnEachDatabase("sending", (withDatabase) => {
  const withBench = withThree(withDatabase);

  test("everybody gets yesterday's edition once the hour has come, and nobody twice", () =>
    withBench(async (bench) => {
      const early = await send(bench, "2026-11-21T07:59:00Z");
      assert.partialDeepStrictEqual(early, { due: 0, sent: 0, failed: 0, expired: 0 });
      const report = await send(bench, "2026-11-21T08:00:00Z");
      assert.partialDeepStrictEqual(report, { due: 3, sent: 3, failed: 0, expired: 0 });
      const again = await send(bench, "2026-11-21T09:00:00Z");
      assert.partialDeepStrictEqual(again, { due: 0, sent: 0, failed: 0, expired: 0 });
      const mails = digestsOf(bench);
      assert.deepEqual(
        mails.map((mail) => mail.to).sort(),
        names.map((name) => `${name}@example.org`),
      );
      assert.ok(mails.every((mail) => mail.messageId.startsWith("2026-11-20.")));
    }));

  test("two runs at once mail everybody once", () =>
    withBench(async (bench) => {
      const at = "2026-11-21T08:00:00Z";
      const reports = await Promise.all([send(bench, at), send(bench, at)]);
      assert.equal(reports[0].sent + reports[1].sent, 3);
      assert.equal(digestsOf(bench).length, 3);
    }));

  test("a week goes to those who want weeks, on Monday at their hour", () =>
    withBench(async (bench, database) => {
      await addReaders(database, ["week@example.org"], { cadence: "weekly", hour: 6 });
      await send(bench, "2026-11-22T12:00:00Z");
      assert.ok(digestsOf(bench).every((mail) => mail.to !== "week@example.org"));
      await send(bench, "2026-11-23T06:00:00Z");
      const weekly = digestsOf(bench).filter((mail) => mail.to === "week@example.org");
      assert.deepEqual(
        weekly.map((mail) => mail.messageId.slice(0, 8)),
        ["2026-W47"],
      );
    }));

  test("a day without papers sends nothing and leaves no trace", () =>
    withBench(
      async (bench, database) => {
        assert.equal((await send(bench, "2026-11-21T08:00:00Z")).due, 0);
        assert.deepEqual(await states(database), []);
      },
      { hasPapers: () => false },
    ));

  test("what is later than twelve hours expires, unless the operator asks for it", () =>
    withBench(async (bench, database) => {
      const late = await send(bench, "2026-11-21T20:00:01Z");
      assert.partialDeepStrictEqual(late, { due: 0, sent: 0, failed: 0, expired: 3 });
      assert.equal(digestsOf(bench).length, 0);
      const period = parsePeriod("2026-11-20");
      const asked = await send(bench, "2026-11-22T03:00:00Z", { period });
      assert.partialDeepStrictEqual(asked, { due: 3, sent: 3, failed: 0, expired: 0 });
      assert.deepEqual(await states(database), ["sent", "sent", "sent"]);
    }));

  test("one reader can be sent one edition, and once at that", () =>
    withBench(async (bench) => {
      const options = { period: monday, to: "Blaise@example.org" };
      assert.equal((await send(bench, "2026-11-24T01:00:00Z", options)).sent, 1);
      assert.equal((await send(bench, "2026-11-24T01:00:00Z", options)).sent, 0);
      assert.deepEqual(
        digestsOf(bench).map((mail) => mail.to),
        ["blaise@example.org"],
      );
      await assert.rejects(
        send(bench, "2026-11-24T01:00:00Z", { period: monday, to: "eve@example.org" }),
        { code: "not_found" },
      );
    }));

  test("who moves the hour back past the present gets the digest at once", () =>
    withBench(async (bench, database) => {
      await addReaders(database, ["eve@example.org"], { hour: 20 });
      assert.equal((await send(bench, "2026-11-21T12:00:00Z")).sent, 3);
      bench.clock.set("2026-11-21T12:00:30Z");
      const eve = "eve".padEnd(16, "-");
      const moveTo = (hour: number) =>
        bench.digests.change(eve, eve, { schedule: aWish({ hour }).schedule });
      await moveTo(8);
      assert.equal((await send(bench, "2026-11-21T12:01:00Z")).sent, 1);
      bench.clock.set("2026-11-21T12:02:00Z");
      await moveTo(22);
      assert.equal((await send(bench, "2026-11-21T22:01:00Z")).due, 0);
    }));

  test("who confirms after the hour gets the next edition, not an old one", () =>
    withBench(async (bench, database) => {
      const active_since = "2026-11-21T08:30:00.000Z";
      await addReaders(database, ["late@example.org"], { active_since });
      await send(bench, "2026-11-21T09:00:00Z");
      assert.equal((await states(database)).length, 3);
      await send(bench, "2026-11-22T08:00:00Z");
      const late = digestsOf(bench).filter((mail) => mail.to === "late@example.org");
      assert.deepEqual(
        late.map((mail) => mail.messageId.slice(0, 10)),
        ["2026-11-21"],
      );
    }));

  test("who unsubscribes while a run is under way is not mailed by it", () => {
    let leave = () => {};
    const onMail = (mail: { raw: string }) => {
      if (mail.raw.includes("List-Unsubscribe-Post")) leave();
    };
    return withBench(
      async (bench, database) => {
        const emails = Array.from({ length: 30 }, (_, index) => `reader${index}@example.org`);
        await addReaders(database, emails);
        const everybody = database.kysely.updateTable("subscriber").set({ state: "unsubscribed" });
        const left = new Promise<unknown>((resolve) => {
          leave = () => resolve(everybody.execute());
        });
        await send(bench, "2026-11-21T08:00:00Z");
        await left;
        // One message may be under way on each connection when the readers leave.
        assert.ok(digestsOf(bench).length <= 8, `${digestsOf(bench).length} were mailed`);
        const found = await states(database);
        const sent = found.filter((state) => state === "sent");
        assert.equal(sent.length, digestsOf(bench).length);
        assert.deepEqual([...new Set(found)].sort(), ["sent", "suppressed"]);
      },
      { onMail },
    );
  });

  test("the mail is what RFC 8058 and RFC 2369 ask of a list", () =>
    withBench(async (bench) => {
      await send(bench, "2026-11-21T08:00:00Z");
      const [mail] = digestsOf(bench);
      const unsubscribe = /^List-Unsubscribe: (.*)\r$/m.exec(mail!.raw)?.[1] ?? "";
      assert.match(unsubscribe, /^<https:\/\/papers\.example\.org\/unsubscribe\?t=[\w-]{39}>$/);
      assert.ok(unsubscribe.length + "List-Unsubscribe: ".length < 120);
      const parsed = await readMail(mail!);
      const header = (key: string) => parsed.headers.find((one) => one.key === key)?.value;
      assert.equal(header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
      assert.equal(header("precedence"), "bulk");
      assert.equal(header("auto-submitted"), "auto-generated");
      assert.equal(header("list-id"), "<daily-digest.example.org>");
      assert.equal(header("feedback-id"), "2026-11-20:daily-digest:digest:broadsheet");
      assert.equal(parsed.from?.address, "papers@example.org");
      const token = /t=([\w-]+)/.exec(unsubscribe)?.[1] ?? "";
      await bench.digests.unsubscribe(token);
      const { digests } = await bench.digests.open(token);
      assert.deepEqual(
        digests.map(({ state }) => state),
        ["stopped"],
      );
    }));
});
