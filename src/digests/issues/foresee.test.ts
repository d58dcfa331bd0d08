import assert from "node:assert/strict";
import { test } from "node:test";
import type { PickRequest, Picks } from "#picks";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aWish, withDigests } from "../../../test/support/digests.ts";
import { aPaper } from "../../../test/support/papers.ts";

const paper = aPaper({ editionDay: "2026-11-20" as never });

/** One paper, for whoever has not had it; notes what is asked. */
function notingPicks(asked: PickRequest[]): Picks {
  return {
    pick: async (requests) =>
      requests.map((request) => {
        asked.push(request);
        const reason = { kind: "topic", text: "Near the topic", terms: [] } as const;
        const isNew = !request.without?.has(paper.id);
        const pick = { paperId: paper.id, reason, upvotes: 3, comments: 1 };
        return { picks: isNew ? [pick] : [], total: isNew ? 1 : 0 };
      }),
    settled: async (now) => now,
    name: async (subject) => ({ ...subject, label: subject.target }),
  };
}

describeOnEachDatabase("looking ahead", (withDatabase) => {
  const topic = { kind: "topic", target: "gears" } as const;

  test("an alert would bring what has come in since it looked, a stopped digest its next issue", () =>
    withDatabase((database, settings) => {
      const asked: PickRequest[] = [];
      const parts = { picks: notingPicks(asked) };
      return withDigests(database, settings, { parts }, async ({ digests, clock, enrol }) => {
        const id = await enrol("ada@example.org");
        const alert = await digests.add(id, aWish({ cadence: "at-once" }, topic));
        clock.set("2026-11-20T09:30:00Z");
        const now = await digests.previewNext(id, alert.id);
        assert.deepEqual([now.period, now.papers.length], ["2026-11-20T09:30Z", 1]);
        assert.equal(asked.at(-1)?.since, "2026-11-20T09:00:00.000Z");
        const weekly = await digests.add(id, aWish({ cadence: "weekly" }, topic));
        await digests.change(id, weekly.id, { state: "stopped" });
        const next = await digests.previewNext(id, weekly.id);
        assert.deepEqual(next.days, { from: "2026-11-16", until: "2026-11-22" });
        assert.equal(next.dueAt, "2026-11-23T08:00:00.000Z");
        assert.deepEqual(next.papers[0]?.reason.text, "Near the topic");
      });
    }));

  test("nobody looks ahead for another's digest", () =>
    withDatabase((database, settings) => {
      const parts = { picks: notingPicks([]) };
      return withDigests(database, settings, { parts }, async ({ digests, enrol }) => {
        const [ada, bea] = [await enrol("ada@example.org"), await enrol("bea@example.org")];
        const { id } = await digests.add(ada, aWish({}, topic));
        await assert.rejects(digests.previewNext(bea, id), /no such digest/);
      });
    }));
});
