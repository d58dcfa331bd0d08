import assert from "node:assert/strict";
import { test } from "node:test";
import { type Day, dayOf } from "#platform";
import { withTemporaryDatabase } from "../../test/support/database.ts";
import { aPaper } from "../../test/support/papers.ts";
import type { Period } from "./edition.ts";
import { createEditions } from "./editions.ts";
import { periodsOfDay } from "./period.ts";

const HOUR_MS = 3_600_000;
const zones = ["Pacific/Kiritimati", "Australia/Lord_Howe", "UTC", "America/New_York"];

/** Days on which a clock is moved in one of the zones, the turn of the year, and a plain one. */
const starts = [
  "2026-03-07T00:00:00Z",
  "2026-04-04T00:00:00Z",
  "2026-07-14T00:00:00Z",
  "2026-10-03T00:00:00Z",
  "2026-10-31T00:00:00Z",
  "2026-12-30T00:00:00Z",
];

type Database = Parameters<typeof createEditions>[0]["database"];

/** Lives through three days, hour by hour: papers come, votes come, what is due is frozen. */
async function live(database: Database, timeZone: string, start: string) {
  let now = new Date(start);
  const clock = { now: () => now };
  const editions = createEditions({ database, clock, timeZone, freezeAfterHours: 0 });
  const hashes = new Map<Period, string>();
  const days: Day[] = [];
  for (let hour = 0; hour < 75; hour += 1) {
    now = new Date(Date.parse(start) + hour * HOUR_MS);
    const today = dayOf(now, timeZone);
    for (const period of await editions.due(now)) {
      assert.ok(!hashes.has(period), `${period} is frozen once`);
      hashes.set(period, (await editions.freeze(period, now)).contentHash!);
    }
    const isNew = days.at(-1) !== today;
    if (isNew) days.push(today);
    if (isNew || hour % 8 === 0) await editions.place([aPaper({ editionDay: today })]);
    const edition = await editions.get(periodsOfDay(today).day);
    assert.equal(edition.status, "open");
    assert.ok(new Date(edition.closesAt!) > now);
    const yesterday = days.at(-2);
    assert.ok(!yesterday || hashes.has(periodsOfDay(yesterday).day), `${yesterday} is closed`);
    assert.equal(await editions.newest("day"), today);
  }
  for (const [period, hash] of hashes) {
    const proof = await editions.verify(period);
    assert.deepEqual(proof, { isIntact: true, kept: hash, computed: hash });
  }
  return days.length;
}

for (const timeZone of zones) {
  test(`in ${timeZone} a day is open until it ends, then frozen at once, for good`, () =>
    withTemporaryDatabase(async (database) => {
      for (const start of starts) {
        const days = await live(database, timeZone, start);
        assert.ok(days >= 4 && days <= 5, `${days} days from ${start}`);
      }
    }));
}
