import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parsePeriod } from "#editions";
import type { Database } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import {
  aWish,
  type BenchOptions,
  type DigestBench,
  withDigests,
} from "../../../test/support/digests.ts";
import { readMail, refuse } from "../../../test/support/mail-server.ts";
import { addReaders as insertReaders, readers } from "../../../test/support/readers.ts";

const monday = parsePeriod("2026-11-23");
const names = ["ada", "blaise", "chien"];

function digestsOf(bench: DigestBench) {
  return bench.server.mails.filter((mail) => mail.raw.includes("List-Unsubscribe-Post"));
}

async function states(database: Database): Promise<string[]> {
  const rows = await database.kysely.selectFrom("delivery").select("state").execute();
  return rows.map((row) => row.state).sort();
}

async function addReaders(database: Database, emails: readonly string[], traits = {}) {
  const rows = readers(emails.length).map((row, index) => {
    const email = emails[index] ?? "";
    return { ...row, email, subscriber_id: email.split("@")[0]?.padEnd(16, "-") ?? "" };
  });
  await insertReaders(database, rows, traits);
}

describeOnEachDatabase("sending", (withDatabase) => {
  const withBench = (
    use: (bench: DigestBench, database: Database) => Promise<void>,
    options: BenchOptions = {},
  ) =>
    withDatabase((database, settings) =>
      withDigests(database, settings, options, async (bench) => {
        await addReaders(
          database,
          names.map((name) => `${name}@example.org`),
        );
        await use(bench, database);
      }),
    );
  const send = (bench: DigestBench, instant: string, options = {}) =>
    bench.digests.send({ now: new Date(instant), ...options });

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

  test("a recipient that does not exist fails alone and for good", () => {
    const answerRecipient = (address: string) =>
      address.startsWith("blaise") && isRefusing ? refuse(550, "no such person") : undefined;
    let isRefusing = false;
    return withBench(
      async (bench, database) => {
        isRefusing = true;
        const report = await send(bench, "2026-11-21T08:00:00Z");
        assert.partialDeepStrictEqual(report, { due: 3, sent: 2, failed: 1, expired: 0 });
        assert.equal((await send(bench, "2026-11-21T09:00:00Z")).due, 0);
        assert.deepEqual(await states(database), ["failed", "sent", "sent"]);
      },
      { answerRecipient },
    );
  });

  test("a refusal for now is tried again later, and no sooner", () => {
    let isBusy = false;
    const answer = () => (isBusy ? refuse(451, "busy") : undefined);
    return withBench(
      async (bench) => {
        isBusy = true;
        const report = await send(bench, "2026-11-21T08:00:00Z");
        assert.partialDeepStrictEqual(report, { due: 3, sent: 0, failed: 3 });
        isBusy = false;
        assert.equal((await send(bench, "2026-11-21T08:04:00Z")).due, 0);
        assert.equal((await send(bench, "2026-11-21T08:06:00Z")).sent, 3);
        assert.equal(digestsOf(bench).length, 3);
      },
      { answer },
    );
  });

  test("a refusal for now is tried again until the digest expires", () => {
    let isFull = false;
    const answer = () => (isFull ? refuse(452, "disk full") : undefined);
    return withBench(
      async (bench) => {
        isFull = true;
        for (let hour = 8; hour < 19; hour++) {
          await send(bench, `2026-11-21T${String(hour).padStart(2, "0")}:00:00Z`);
        }
        isFull = false;
        assert.equal((await send(bench, "2026-11-21T19:30:00Z")).sent, 3);
      },
      { answer },
    );
  });

  test("a server that closes with 421 after the last dot has not taken the message", () => {
    let isClosing = false;
    const answer = () => (isClosing ? refuse(421, "shutting down") : undefined);
    return withBench(
      async (bench) => {
        isClosing = true;
        const { sent, failed, reasons } = await send(bench, "2026-11-21T08:00:00Z");
        assert.deepEqual([sent, failed], [0, 3]);
        assert.match(reasons.join(), /shutting down/);
        isClosing = false;
        assert.equal((await send(bench, "2026-11-21T08:01:00Z")).sent, 3);
      },
      { answer },
    );
  });

  test("a server that takes nothing from us costs nobody the digest", () => {
    let isRefusing = false;
    const answerSender = () => (isRefusing ? refuse(550, "unknown sender") : undefined);
    return withBench(
      async (bench, database) => {
        isRefusing = true;
        const report = await send(bench, "2026-11-21T08:00:00Z");
        assert.partialDeepStrictEqual(report, { sent: 0, failed: 3, refused: 0 });
        assert.deepEqual(await states(database), ["due", "due", "due"]);
        isRefusing = false;
        assert.equal((await send(bench, "2026-11-21T08:01:00Z")).sent, 3);
      },
      { answerSender },
    );
  });

  test("what was refused for good is tried once more when the operator asks for that edition", () => {
    let isRefusing = false;
    const answerRecipient = () => (isRefusing ? refuse(554, "relay access denied") : undefined);
    return withBench(
      async (bench) => {
        isRefusing = true;
        const report = await send(bench, "2026-11-21T08:00:00Z");
        assert.partialDeepStrictEqual(report, { failed: 3, refused: 3 });
        assert.match(report.reasons.join(), /relay access denied/);
        isRefusing = false;
        const period = parsePeriod("2026-11-20");
        assert.equal((await send(bench, "2026-11-21T09:00:00Z", { period })).sent, 3);
      },
      { answerRecipient },
    );
  });

  test("a run that is told to stop leaves the rest due", () => {
    const stopping = new AbortController();
    let isStopping = false;
    const onMail = () => {
      if (isStopping) stopping.abort();
    };
    return withBench(
      async (bench, database) => {
        await addReaders(
          database,
          Array.from({ length: 30 }, (_, index) => `reader${index}@example.org`),
        );
        isStopping = true;
        const { signal } = stopping;
        const { sent } = await send(bench, "2026-11-21T08:00:00Z", { signal });
        assert.ok(sent >= 1 && sent <= 4, `${sent} were sent`);
        assert.equal((await send(bench, "2026-11-21T08:01:00Z")).sent, 33 - sent);
        assert.equal(new Set(digestsOf(bench).map((mail) => mail.to)).size, 33);
      },
      { onMail },
    );
  });

  test("what a killed run handed over is not sent again, however often others run before its lease ends", () =>
    withDatabase((database, settings) =>
      withDigests(database, settings, {}, async (bench) => {
        await addReaders(database, ["ada@example.org"]);
        await bench.digests.compose(new Date("2026-11-21T08:00:00Z"));
        const lease = { lease_token: "dead", lease_until: "2026-11-21T08:15:00.000Z" };
        await database.kysely
          .updateTable("delivery")
          .set({ ...lease, state: "sending", attempts: 1 })
          .execute();
        const [row] = await database.kysely.selectFrom("delivery").selectAll().execute();
        writeFileSync(join(settings.dataDir, "handed-over.log"), `${row?.message_id}\n`);
        await send(bench, "2026-11-21T08:01:00Z");
        await send(bench, "2026-11-21T08:16:00Z");
        assert.deepEqual(await states(database), ["sent"]);
        assert.equal(digestsOf(bench).length, 0);
      }),
    ));

  test("a mail server that is away costs nobody the digest", () =>
    withBench(async (bench, database) => {
      const { url } = bench.server;
      await bench.server.close();
      const report = await send(bench, "2026-11-21T08:00:00Z");
      assert.partialDeepStrictEqual(report, { due: 3, sent: 0, failed: 3, expired: 0 });
      assert.deepEqual(await states(database), ["due", "due", "due"]);
      const rows = await database.kysely.selectFrom("delivery").select("attempts").execute();
      assert.ok(rows.every(({ attempts }) => attempts === 0));
      assert.ok(url);
    }));

  test("a connection lost after the last dot is not taken for a failure", () => {
    let isBreaking = false;
    const answer = () => (isBreaking ? ("hang up" as const) : undefined);
    return withBench(
      async (bench, database) => {
        isBreaking = true;
        await send(bench, "2026-11-21T08:00:00Z");
        isBreaking = false;
        await send(bench, "2026-11-21T08:10:00Z");
        assert.deepEqual(await states(database), ["sent", "sent", "sent"]);
        // The journal says which had left completely; they are not sent again.
        assert.ok(digestsOf(bench).length < 3);
      },
      { answer },
    );
  });

  test("with receipts, a message the server did not take is sent again", () => {
    let isBreaking = false;
    const answer = () => (isBreaking ? ("hang up" as const) : undefined);
    const receipts = async () => ({ taken: new Set<string>(), begun: new Set<string>() });
    return withBench(
      async (bench) => {
        isBreaking = true;
        await send(bench, "2026-11-21T08:00:00Z");
        isBreaking = false;
        await send(bench, "2026-11-21T08:10:00Z");
        assert.deepEqual(
          digestsOf(bench)
            .map((mail) => mail.to)
            .sort(),
          names.map((name) => `${name}@example.org`),
        );
      },
      { answer, parts: { receipts } },
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
