import assert from "node:assert/strict";
import { test } from "node:test";
import { createSettled } from "./settled.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds));

/** A site whose change log, editions and index stand where the test puts them. */
function openSite() {
  const stands = { log: 0, placed: 0, indexed: 0 };
  const settled = createSettled({
    papers: { lastChange: async () => stands.log } as never,
    editions: { followedUntil: async () => stands.placed } as never,
    search: { status: () => ({ seq: stands.indexed }) } as never,
  });
  return { stands, settled };
}

test("a site that has caught up is settled until just before now", async () => {
  const { settled } = openSite();
  assert.deepEqual(await settled(at(30)), at(20));
});

test("what is not placed, or not indexed, is not settled until it is", async () => {
  for (const behind of ["placed", "indexed"] as const) {
    const { stands, settled } = openSite();
    Object.assign(stands, { log: 9, placed: 9, indexed: 9, [behind]: 4 });
    assert.equal(await settled(at(30)), undefined, behind);
    stands[behind] = 9;
    assert.deepEqual(await settled(at(60)), at(50), behind);
  }
});

test("a log that never stands still is settled until where it was seen last", async () => {
  const { stands, settled } = openSite();
  Object.assign(stands, { log: 10, placed: 5, indexed: 5 });
  assert.equal(await settled(at(20)), undefined);
  Object.assign(stands, { log: 20, placed: 12, indexed: 12 });
  assert.deepEqual(await settled(at(40)), at(10));
  Object.assign(stands, { log: 30, placed: 19, indexed: 19 });
  assert.deepEqual(await settled(at(60)), at(10), "20 was the log at 40, and is not reached");
  Object.assign(stands, { log: 40, placed: 20, indexed: 20 });
  assert.deepEqual(await settled(at(80)), at(30));
});
