import assert from "node:assert/strict";
import { test } from "node:test";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aWish, type DigestBench, withDigests } from "../../../test/support/digests.ts";
import { readMail } from "../../../test/support/mail-server.ts";

const ada = { email: "ada@example.org", ...aWish({ timeZone: "Europe/Berlin" }) };

async function tokenIn(bench: DigestBench, path: string): Promise<string> {
  const { text = "" } = await readMail(bench.server.mails.at(-1)!);
  return new RegExp(`/${path}\\?t=([\\w-]+)`).exec(text)?.[1] ?? "";
}

async function subscribe(bench: DigestBench, request = ada as object): Promise<void> {
  await bench.digests.subscribe({ ...ada, ...request });
  await bench.digests.idle();
}

describeOnEachDatabase("another digest for a subscriber", (withDatabase) => {
  const withBench = (use: (bench: DigestBench) => Promise<void>) =>
    withDatabase((database, settings) => withDigests(database, settings, {}, use));

  test("a subscriber who asks for another subject gets it once the mail's own link says so", () =>
    withBench(async (bench) => {
      await bench.enrol("ada@example.org");
      bench.clock.set("2026-11-22T09:00:00Z");
      await subscribe(bench);
      const manage = await tokenIn(bench, "preferences");
      const rivers = { subject: { kind: "topic", target: "rivers" } };
      const labels = async () =>
        (await bench.digests.open(manage)).digests.map(({ subject }) => subject.label);
      bench.clock.set("2026-11-24T09:00:00Z");
      await subscribe(bench, rivers);
      assert.doesNotMatch((await readMail(bench.server.mails.at(-1)!)).text ?? "", /rivers/);
      const token = await tokenIn(bench, "subscribe/confirm");
      assert.equal((await bench.digests.open(token)).adds?.subject.target, "rivers");
      const before = await labels();
      assert.equal(before.length, 1);
      const after = await bench.digests.confirm(token);
      assert.deepEqual(
        after.digests.map(({ subject, state }) => [subject.kind, state]),
        [
          ["edition", "active"],
          ["topic", "active"],
        ],
      );
      assert.deepEqual((await bench.digests.confirm(token)).digests, after.digests);
    }));

  test("another subject that nobody confirms within a week is let go, and a newer one replaces it", () =>
    withBench(async (bench) => {
      await bench.enrol("ada@example.org");
      const ask = async (instant: string, target: string) => {
        bench.clock.set(instant);
        await subscribe(bench, { subject: { kind: "topic", target } });
        return tokenIn(bench, "subscribe/confirm");
      };
      const first = await ask("2026-11-22T09:00:00Z", "rivers");
      const second = await ask("2026-11-24T09:00:00Z", "lakes");
      await assert.rejects(bench.digests.confirm(first), { code: "not_found" });
      bench.clock.set("2026-12-01T09:00:01Z");
      await assert.rejects(bench.digests.confirm(second), { code: "not_found" });
      await bench.digests.send({ now: bench.clock.now() });
      await assert.rejects(bench.digests.open(second), { code: "not_found" });
    }));
});
