import assert from "node:assert/strict";
import { test } from "node:test";
import { temporaryFolder } from "../support/program.ts";
import { killDigests } from "./kill-digests.ts";

/** Twenty each way in CI, fewer where somebody waits; `npm run faults -- digests` does 200. */
const KILLS = process.env.REQUIRE_EVERYTHING ? 20 : 2;
const READERS = KILLS * 20 + 20;
const nothing = { lost: [], twice: [], repeated: [] };

test(`"digest send" killed ${KILLS} times, with receipts: nobody is forgotten, nobody mailed twice`, async (t) => {
  const folder = await temporaryFolder(t);
  const plan = { folder, kills: KILLS, readers: READERS };
  const report = await killDigests({ ...plan, hasReceipts: true });
  const { kills, lost, twice, repeated } = report;
  assert.deepEqual({ kills, lost, twice, repeated }, { kills: KILLS, ...nothing });
});

test(`"digest send" killed ${KILLS} times, without receipts: nobody is mailed twice, hardly anybody forgotten`, async (t) => {
  const folder = await temporaryFolder(t);
  const plan = { folder, kills: KILLS, readers: READERS };
  const { lost, twice, repeated } = await killDigests({ ...plan, hasReceipts: false });
  t.diagnostic(`${lost.length} of ${READERS} were forgotten`);
  assert.deepEqual({ twice, repeated }, { twice: [], repeated: [] });
  // A kill in the microseconds between the journal's line and the last dot loses one mail.
  assert.ok(lost.length <= 1, `${lost.length} were forgotten`);
});
