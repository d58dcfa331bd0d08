import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createMail } from "#mail";
import { createLog, systemClock } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aWish, type DigestBench, withDigests } from "../../../test/support/digests.ts";
import { readMail, refuse } from "../../../test/support/mail-server.ts";

const ada = { email: "ada@example.org", ...aWish({ timeZone: "Europe/Berlin" }) };

async function tokenIn(bench: DigestBench, path: string): Promise<string> {
  const { text = "" } = await readMail(bench.server.mails.at(-1)!);
  return new RegExp(`/${path}\\?t=([\\w-]+)`).exec(text)?.[1] ?? "";
}

async function subscribe(bench: DigestBench, request = ada as object): Promise<void> {
  await bench.digests.subscribe({ ...ada, ...request });
  await bench.digests.idle();
}

/** From the mail that answers who subscribes a second time. */
async function manageToken(bench: DigestBench): Promise<string> {
  bench.clock.set("2026-11-22T09:00:00Z");
  await subscribe(bench);
  return tokenIn(bench, "preferences");
}

describeOnEachDatabase("subscriptions", (withDatabase) => {
  const withBench = (use: (bench: DigestBench) => Promise<void>, options = {}) =>
    withDatabase((database, settings) => withDigests(database, settings, options, use));

  test("an address is written to once, and only its own link makes it active", () =>
    withBench(async (bench) => {
      await subscribe(bench);
      assert.equal(bench.server.mails.length, 1);
      const token = await tokenIn(bench, "subscribe/confirm");
      assert.equal((await bench.digests.open(token)).state, "pending");
      const confirmed = await bench.digests.confirm(token);
      assert.partialDeepStrictEqual(confirmed, { email: ada.email, state: "active" });
      assert.deepEqual(
        confirmed.digests.map(({ schedule, state }) => ({ schedule, state })),
        [{ schedule: ada.schedule, state: "active" }],
      );
      const now = bench.clock.now().toISOString();
      assert.equal(confirmed.digests[0]?.nextDueAt, now, "the newest issue is the welcome");
      assert.deepEqual(await bench.digests.confirm(token), confirmed);
    }));

  test("a token with one character changed is nobody's", () =>
    withBench(async (bench) => {
      await subscribe(bench);
      const token = await tokenIn(bench, "subscribe/confirm");
      const last = token.endsWith("A") ? "Q" : "A";
      for (const forged of [
        `${token.slice(0, -1)}${last}`,
        `m${token.slice(1)}`,
        "",
        "x".repeat(39),
      ]) {
        await assert.rejects(bench.digests.confirm(forged), { code: "not_found" });
      }
    }));

  test("a second request on one day is answered the same and mails nothing", () =>
    withBench(async (bench) => {
      await subscribe(bench);
      await subscribe(bench, { email: "ADA@Example.org " });
      assert.equal(bench.server.mails.length, 1);
      bench.clock.set("2026-11-21T09:00:00Z");
      await subscribe(bench);
      assert.equal(bench.server.mails.length, 2);
    }));

  test("ten thousand requests for one victim are one mail a day and three for ever", () =>
    withBench(async (bench) => {
      for (let day = 1; day <= 30; day++) {
        bench.clock.set(`2026-12-${String(day).padStart(2, "0")}T09:00:00Z`);
        for (let request = 0; request < 5; request++) await bench.digests.subscribe(ada);
        await bench.digests.idle();
      }
      assert.equal(bench.server.mails.length, 3);
    }));

  test("a request that nobody confirms is let go after a week, with its address and wishes", () => {
    const said = new Set<string>();
    const recommendations = {
      interests: {
        check: async () => {},
        add: async (reader: string) => void said.add(reader),
      } as never,
      adopt: async () => {},
      forget: async (reader: string) => void said.delete(reader),
    };
    return withDatabase((database, settings) =>
      withDigests(database, settings, { parts: { recommendations } }, async (bench) => {
        await subscribe(bench, { interests: [{ kind: "topic", target: "rivers" }] });
        assert.equal(said.size, 1);
        const token = await tokenIn(bench, "subscribe/confirm");
        bench.clock.set("2026-11-28T09:00:00Z");
        await assert.rejects(bench.digests.confirm(token), { code: "not_found" });
        await subscribe(bench, { email: "blaise@example.org" });
        const rows = await database.kysely.selectFrom("subscriber").select("email").execute();
        assert.ok(rows.some((row) => row.email === "blaise@example.org"));
        assert.ok(!rows.some((row) => row.email.includes("ada")));
        assert.equal(said.size, 0);
        const wishes = await database.kysely.selectFrom("digest").select("digest_id").execute();
        assert.equal(wishes.length, 1);
      }),
    );
  });

  test("a subscriber who asks again keeps the digests and is told where to change them", () =>
    withBench(async (bench) => {
      await bench.enrol("ada@example.org", { timeZone: "Europe/Berlin" });
      bench.clock.set("2026-11-22T09:00:00Z");
      await subscribe(bench, aWish({ hour: 23 }));
      const { subject } = await readMail(bench.server.mails.at(-1)!);
      assert.equal(subject, "You already get Broadsheet");
      const { state, digests } = await bench.digests.open(await tokenIn(bench, "preferences"));
      assert.equal(state, "active");
      assert.deepEqual(
        digests.map(({ schedule }) => schedule),
        [ada.schedule],
      );
    }));

  test("once a week instead brings no other digest back to who has left them all", () =>
    withBench(async (bench) => {
      const id = await bench.enrol("ada@example.org");
      await bench.digests.add(id, aWish({}, { kind: "topic", target: "rivers" }));
      bench.clock.set("2026-11-21T09:00:00Z");
      await bench.digests.send({ now: bench.clock.now() });
      const stop = await tokenIn(bench, "unsubscribe");
      await bench.digests.unsubscribe(await tokenIn(bench, "preferences"));
      const { stops, digests } = {
        ...(await bench.digests.open(stop)),
        ...(await bench.digests.weeklyInstead(stop)),
      };
      const going = digests.filter(({ state }) => state === "active");
      assert.deepEqual(
        going.map((digest) => digest.id),
        [stops],
      );
    }));

  test("unsubscribing can be repeated, and subscribing anew asks anew", () =>
    withBench(async (bench) => {
      await bench.enrol("ada@example.org");
      const token = await manageToken(bench);
      await bench.digests.unsubscribe(token);
      await bench.digests.unsubscribe(token);
      assert.equal((await bench.digests.open(token)).state, "unsubscribed");
      bench.clock.set("2026-11-24T09:00:00Z");
      await subscribe(bench, aWish({ cadence: "weekly" }));
      assert.equal((await bench.digests.open(token)).state, "pending");
      await bench.digests.confirm(await tokenIn(bench, "subscribe/confirm"));
      const { state, digests } = await bench.digests.open(token);
      assert.equal(state, "active");
      assert.deepEqual(
        digests.map((digest) => [digest.state, digest.schedule.cadence]),
        [["active", "weekly"]],
      );
    }));

  test("who has left everything and starts one digest again gets that one alone", () =>
    withBench(async (bench) => {
      const id = await bench.enrol("ada@example.org");
      const token = await manageToken(bench);
      const more = await bench.digests.add(id, aWish({}, { kind: "topic", target: "rivers" }));
      await bench.digests.unsubscribe(token);
      await bench.digests.change(id, more.id, { state: "active" });
      const { state, digests } = await bench.digests.open(token);
      assert.equal(state, "active");
      const going = digests.filter((digest) => digest.state === "active");
      assert.deepEqual(
        going.map((digest) => digest.id),
        [more.id],
      );
    }));

  test("who has left comes back with a link of a mail, and gets nothing of the time away", () =>
    withBench(async (bench) => {
      await bench.enrol("ada@example.org");
      const token = await manageToken(bench);
      await bench.digests.unsubscribe(token);
      bench.clock.set("2026-11-25T09:00:00Z");
      const back = await bench.digests.comeBack(token);
      assert.equal(back.state, "active");
      assert.equal(back.digests[0]?.nextDueAt, "2026-11-26T08:00:00.000Z");
      const now = new Date("2026-11-25T09:00:00Z");
      assert.deepEqual(await bench.digests.compose(now), { made: 0, empty: 0 });
    }));

  test("once a week instead takes the unsubscription of that digest back", () =>
    withBench(async (bench) => {
      await bench.enrol("ada@example.org");
      bench.clock.set("2026-11-21T09:00:00Z");
      await bench.digests.send({ now: bench.clock.now() });
      const stop = await tokenIn(bench, "unsubscribe");
      await bench.digests.unsubscribe(stop);
      assert.equal((await bench.digests.open(stop)).digests[0]?.state, "stopped");
      const { digests } = await bench.digests.weeklyInstead(stop);
      assert.partialDeepStrictEqual(digests[0], {
        state: "active",
        schedule: { cadence: "weekly", hour: 8 },
        nextDueAt: "2026-11-23T08:00:00.000Z",
      });
    }));

  test("a confirmation that the mail server refuses may be asked for again at once", () => {
    let isRefusing = true;
    const answer = () => (isRefusing ? refuse(451, "later") : undefined);
    return withBench(
      async (bench) => {
        await subscribe(bench);
        assert.equal(bench.server.mails.length, 0);
        isRefusing = false;
        await subscribe(bench);
        assert.equal(bench.server.mails.length, 1);
      },
      { answer },
    );
  });

  test("addresses that could end a line or name two people are refused", () =>
    withBench(async (bench) => {
      const bad = [
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org, eve@example.org",
        "ada@example.org> SIZE=1\r\nRCPT TO:<eve@example.org",
        "Ada <ada@example.org>",
        "ada@localhost",
        "@example.org",
        "ada",
        `${"a".repeat(65)}@example.org`,
        "a\0b@example.org",
        "ada@example.org/path",
        "ada@exam\nple.org",
        "ada@ex%61mple.org",
        "\u212Aate@example.org",
        "j\u00FCrgen@example.org",
        '"ada lovelace"@example.org',
        `ada@${"a.".repeat(200)}org`,
      ];
      for (const email of bad) {
        await assert.rejects(
          bench.digests.subscribe({ ...ada, email }),
          { code: "invalid" },
          email,
        );
      }
      assert.equal(bench.server.mails.length, 0);
    }));

  test("a domain in another script is kept as mail servers know it", () =>
    withBench(async (bench) => {
      await subscribe(bench, { email: "Ada@M\u00FCnchen.Example" });
      assert.match(bench.server.mails[0]?.raw ?? "", /^To: ada@xn--mnchen-3ya\.example\r$/m);
    }));

  test("the secret is readable by its owner alone", () =>
    withDatabase((database, settings) =>
      withDigests(database, settings, {}, async (bench) => {
        await subscribe(bench);
        assert.equal(statSync(join(settings.dataDir, "secret")).mode & 0o777, 0o600);
      }),
    ));

  test("a site without a mail server says so", () =>
    withDatabase((database, settings) => {
      const mail = createMail({
        database,
        clock: systemClock,
        log: createLog("silent"),
        dataDir: settings.dataDir,
        settings: { siteTitle: "B", smtpUrl: "", mailFrom: "" },
      });
      return withDigests(database, settings, { parts: { mail } }, async (bench) => {
        await assert.rejects(bench.digests.subscribe(ada), { code: "unavailable" });
        await assert.rejects(bench.digests.send({ now: new Date() }), { code: "unavailable" });
      });
    }));
});
