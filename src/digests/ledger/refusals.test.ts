import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePeriod } from "#editions";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { refuse } from "../../../test/support/mail-server.ts";
import { digestsOf, send, states, withThree } from "../../../test/support/sending.ts";

describeOnEachDatabase("what a mail server refuses", (withDatabase) => {
  const withBench = withThree(withDatabase);

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
});
