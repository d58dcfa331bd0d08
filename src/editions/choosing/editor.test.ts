import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "#community";
import { createEditions, type Period } from "#editions";
import { createPapers, type PaperId } from "#papers";
import { AppError, type Clock, type Database } from "#platform";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aRecord, day } from "../../../test/support/papers.ts";

const DAY = "2026-11-20" as Period;
const moderator = { account: { role: "moderator" }, network: "" } as unknown as Actor;
const ids = Array.from({ length: 6 }, (_, at) => `2611.0000${at + 1}` as PaperId);

/** A day with six papers, the first with most votes, and the notes that editors left. */
async function openDay(database: Database) {
  let now = new Date("2026-11-20T12:00:00.000Z");
  const clock: Clock = { now: () => now };
  const papers = createPapers({ database, clock });
  const notes: { action: string; reason: string; undo?: unknown }[] = [];
  const editions = createEditions({
    database,
    clock,
    timeZone: "UTC",
    freezeAfterHours: 36,
    editing: {
      moderation: () => ({
        note: async (_actor, done) => {
          notes.push(done);
          return undefined as never;
        },
      }),
      touch: papers.touch,
    },
  });
  await papers.ingest(
    ids.map((arxivId, at) =>
      aRecord({
        arxivId,
        title: `Paper ${arxivId}`,
        authors: [`Author ${arxivId}`],
        announcedOn: DAY,
        tallies: { upvotes: 10 - at },
      }),
    ),
    day(DAY),
  );
  await editions.follow(papers);
  return {
    papers,
    editions,
    notes,
    endDay() {
      now = new Date("2026-11-23T12:00:00.000Z");
    },
    async order(period = DAY) {
      const edition = await editions.get(period);
      return edition.entries.map((entry) => ids.indexOf(entry.paperId) + 1);
    },
  };
}

const refuses = (code: string) => (error: unknown) =>
  error instanceof AppError && error.code === code;

describeOnEachDatabase("the editor of editions", (withDatabase) => {
  test("pins papers first and leaves dropped ones out, page by page", () =>
    withDatabase(async (database) => {
      const { editions, order, notes, papers } = await openDay(database);
      const before = await papers.lastChange();
      await editions.choose(
        moderator,
        { period: DAY, paperId: ids[4]!, kind: "pin", place: 2 },
        "Read it",
      );
      await editions.choose(
        moderator,
        { period: DAY, paperId: ids[5]!, kind: "pin", place: 1 },
        "First",
      );
      await editions.choose(moderator, { period: DAY, paperId: ids[0]!, kind: "drop" }, "Not ours");
      assert.deepEqual(await order(), [6, 5, 2, 3, 4]);
      const page = await editions.get(DAY, { limit: 2, offset: 1 });
      assert.deepEqual(
        page.entries.map((entry) => ids.indexOf(entry.paperId) + 1),
        [5, 2],
      );
      assert.deepEqual(
        page.entries.map((entry) => entry.rank),
        [2, 3],
      );
      assert.equal(page.total, 5);
      assert.equal(page.entries[0]!.isPinned, true);
      assert.deepEqual(
        notes.map((note) => note.action),
        ["pin-paper", "pin-paper", "drop-paper"],
      );
      assert.ok((await papers.lastChange()) > before, "kept pages are made anew");
      const newest = await editions.get(DAY, { sort: "new" });
      assert.equal(newest.total, 5);
      assert.ok(!newest.entries.some((entry) => entry.paperId === ids[0]));
      assert.deepEqual(await editions.periodsOf(ids[0]!), ["2026-W47", "2026-11"]);
      assert.deepEqual(await order("2026-W47" as Period), [1, 2, 3, 4, 5, 6]);
    }));

  test("what was chosen is undone as it was noted", () =>
    withDatabase(async (database) => {
      const { editions, order, notes } = await openDay(database);
      await editions.choose(moderator, { period: DAY, paperId: ids[3]!, kind: "pin" }, "Up");
      await editions.choose(moderator, { period: DAY, paperId: ids[3]!, kind: "drop" }, "No: out");
      assert.deepEqual(await order(), [1, 2, 3, 5, 6]);
      await editions.undoChoice(notes[1]!.undo as Record<string, unknown>);
      assert.deepEqual(await order(), [4, 1, 2, 3, 5, 6]);
      await editions.unchoose(moderator, { period: DAY, paperId: ids[3]! }, "By its votes");
      assert.deepEqual(await order(), [1, 2, 3, 4, 5, 6]);
      await assert.rejects(
        editions.unchoose(moderator, { period: DAY, paperId: ids[3]! }, "Again"),
        refuses("conflict"),
      );
    }));

  test("a closed edition keeps the choices under its hash and takes no more", () =>
    withDatabase(async (database) => {
      const { editions, order, endDay, notes } = await openDay(database);
      await editions.choose(moderator, { period: DAY, paperId: ids[5]!, kind: "pin" }, "First");
      await editions.choose(moderator, { period: DAY, paperId: ids[1]!, kind: "drop" }, "Not ours");
      const open = await order();
      await assert.rejects(editions.close(moderator, DAY, "Done"), refuses("conflict"));
      endDay();
      const edition = await editions.close(moderator, DAY, "Done");
      assert.equal(edition.status, "frozen");
      assert.equal(edition.total, 5);
      assert.deepEqual(await order(), open);
      assert.deepEqual(open, [6, 1, 3, 4, 5]);
      assert.ok((await editions.verify(DAY)).isIntact);
      assert.equal(notes.at(-1)!.action, "close-edition");
      const late = [
        () => editions.choose(moderator, { period: DAY, paperId: ids[2]!, kind: "pin" }, "Late"),
        () => editions.unchoose(moderator, { period: DAY, paperId: ids[5]! }, "Late"),
        () => editions.close(moderator, DAY, "Twice"),
      ];
      for (const act of late) await assert.rejects(act(), refuses("conflict"));
    }));

  test("refuses papers of other days, places that are none, and silence", () =>
    withDatabase(async (database) => {
      const { editions } = await openDay(database);
      const paperId = ids[0]!;
      const other = "2026-11-19" as Period;
      const choose = (wanted: object, reason: string) =>
        editions.choose(moderator, { period: DAY, paperId, kind: "pin", ...wanted }, reason);
      await assert.rejects(choose({ period: other }, "Why"), refuses("not_found"));
      await assert.rejects(choose({ place: 0 }, "Why"), refuses("invalid"));
      await assert.rejects(choose({ place: 1.5 }, "Why"), refuses("invalid"));
      await assert.rejects(choose({}, "  "), refuses("invalid"));
      assert.deepEqual(await editions.choices(DAY), []);
    }));
});
