import assert from "node:assert/strict";
import { test } from "node:test";
import type { Database } from "#platform";
import { describeOnEachDatabase } from "../../../../test/support/database.ts";
import { type DigestBench, withDigests } from "../../../../test/support/digests.ts";
import { addReaders, readers } from "../../../../test/support/readers.ts";

const KEEP_DAYS = 30;
const MANY = 120;
const [ada] = readers(1) as [ReturnType<typeof readers>[0]];
const first = "2026-11-20";

describeOnEachDatabase("old issues", (withDatabase) => {
  /** `count` readers whose first issue, of 20 November, was mailed on the 21st. */
  const withIssues = (
    use: (bench: DigestBench, database: Database) => Promise<void>,
    { count = 1, keepDays = KEEP_DAYS } = {},
  ) =>
    withDatabase((database, settings) =>
      withDigests(database, settings, { parts: { keepDays } }, async (bench) => {
        await addReaders(database, readers(count));
        await bench.digests.compose(new Date("2026-11-21T08:00:00Z"));
        bench.clock.set("2026-12-21T08:00:01Z");
        await use(bench, database);
      }),
    );
  const settle = (database: Database, state: string) =>
    database.kysely.updateTable("delivery").set({ state }).execute();
  const countOf = async (database: Database, table: "issue" | "brought_paper" | "delivery") => {
    const { count } = await database.kysely
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return Number(count);
  };

  test("go after the days they are kept, all of them, and what was brought stays", () =>
    withIssues(
      async ({ digests }, database) => {
        await settle(database, "sent");
        const brought = await countOf(database, "brought_paper");
        assert.deepEqual(await digests.tidy(), { issues: MANY });
        assert.equal(await countOf(database, "issue"), 0);
        assert.equal(await countOf(database, "brought_paper"), brought);
        assert.equal(await countOf(database, "delivery"), MANY);
        assert.deepEqual(await digests.tidy(), { issues: 0 });
      },
      { count: MANY },
    ));

  test("that are no older than the days they are kept stay", () =>
    withIssues(async ({ digests, clock }, database) => {
      await settle(database, "sent");
      clock.set("2026-12-21T07:59:59Z");
      assert.deepEqual(await digests.tidy(), { issues: 0 });
      assert.equal((await digests.issue(ada.subscriber_id, first)).papers.length, 2);
    }));

  test("stay for ever where nothing is let go", () =>
    withIssues(
      async ({ digests, clock }, database) => {
        await settle(database, "sent");
        clock.set("2036-11-21T08:00:00Z");
        assert.deepEqual(await digests.tidy(), { issues: 0 });
        assert.equal(await countOf(database, "issue"), 1);
      },
      { keepDays: 0 },
    ));

  test("whose mail is not settled stay until it is", () =>
    withIssues(async ({ digests }, database) => {
      for (const state of ["due", "sending"]) {
        await settle(database, state);
        assert.deepEqual(await digests.tidy(), { issues: 0 }, state);
      }
      await settle(database, "expired");
      assert.deepEqual(await digests.tidy(), { issues: 1 });
    }));

  test("bring no paper again, and are not made or mailed again, when the operator asks", () =>
    withIssues(async ({ digests, server, clock }, database) => {
      await settle(database, "expired");
      await digests.tidy();
      const again = await digests.send({ now: clock.now(), period: first as never });
      assert.equal(again.sent, 0);
      assert.equal(server.mails.length, 0);
      await digests.send({ now: clock.now(), period: "2026-11-22" as never });
      assert.equal(server.mails.length, 0, "the same papers, which were brought before");
    }));

  test("are told from those that never were", () =>
    withIssues(async ({ digests }, database) => {
      await settle(database, "sent");
      await digests.tidy();
      const ask = (period: string) => digests.issue(ada.subscriber_id, period);
      const gone = { code: "not_found", message: /is gone: issues are kept for 30 days$/ };
      await assert.rejects(ask(first), gone);
      await assert.rejects(ask("2026-W46"), gone);
      await assert.rejects(ask("2026-11-20T10:15Z"), gone);
      const none = { code: "not_found", message: /^There is no issue/ };
      for (const period of ["2026-12-20", "2026-W51", "nonsense"]) {
        await assert.rejects(ask(period), none, period);
      }
    }));

  test("a run that is told to stop leaves the rest to the next", () =>
    withIssues(
      async ({ digests }, database) => {
        await settle(database, "sent");
        assert.deepEqual(await digests.tidy(AbortSignal.abort()), { issues: 0 });
        assert.equal((await digests.tidy()).issues, MANY);
      },
      { count: MANY },
    ));
});
