import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { withDigests } from "../../../test/support/digests.ts";
import {
  addReaders,
  digestsOf,
  names,
  send,
  states,
  withThree,
} from "../../../test/support/sending.ts";

describeOnEachDatabase("a run or connection that breaks off", (withDatabase) => {
  const withBench = withThree(withDatabase);

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
});
