import assert from "node:assert/strict";
import { test } from "node:test";
import type { Picks } from "#picks";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { withDigests } from "../../../test/support/digests.ts";
import { aPaper } from "../../../test/support/papers.ts";
import { addReaders, readers } from "../../../test/support/readers.ts";

const MINUTE_MS = 60_000;
const [ada] = readers(1) as [ReturnType<typeof readers>[0]];
const topic = { subject_kind: "topic", subject_target: "seas", cadence: "at-once" };

describeOnEachDatabase("an alert at once", (withDatabase) => {
  test("tells at most twelve times in a day, and gathers what comes in then", () =>
    withDatabase((database, settings) => {
      const papers = Array.from({ length: 40 }, () => aPaper());
      let seq = 0;
      const since: (string | undefined)[] = [];
      // Each look finds one paper that the looks before have not.
      const picks: Pick<Picks, "pick" | "settled"> = {
        settled: async (now) => now,
        pick: async (requests) =>
          requests.map((request) => {
            since.push(request.since);
            const found = papers.filter(({ id }) => !request.without?.has(id)).slice(0, 1);
            const reason = { kind: "topic", text: "Near the topic", terms: [] } as const;
            const brought = found.map(({ id }) => ({
              paperId: id,
              reason,
              upvotes: 0,
              comments: 0,
            }));
            return { picks: brought, total: 1 };
          }),
      };
      const reader = { findMany: async () => papers, lastChange: async () => ++seq };
      const named = { ...picks, name: async () => assert.fail("nothing is named here") };
      const parts = { picks: named as Picks, papers: reader };
      return withDigests(database, settings, { papers, parts }, async ({ digests }) => {
        const begin = Date.parse("2026-11-20T10:00:00Z");
        const looked_until = new Date(begin - MINUTE_MS).toISOString();
        await addReaders(database, [ada], { ...topic, looked_until });
        const look = async (minutes: number) =>
          (await digests.compose(new Date(begin + minutes * MINUTE_MS))).made;
        let told = 0;
        for (let minutes = 0; minutes < 120; minutes += 5) told += await look(minutes);
        assert.equal(told, 12);
        assert.equal(await look(23 * 60), 0);
        assert.equal(await look(24 * 60 + 1), 1);
        assert.equal(since.at(-1), new Date(begin + 55 * MINUTE_MS).toISOString());
      });
    }));
});
