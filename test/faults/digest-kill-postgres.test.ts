import assert from "node:assert/strict";
import { test } from "node:test";
import { openTemporaryPostgresDatabase, whyNoPostgres } from "../support/database.ts";
import { temporaryFolder } from "../support/program.ts";
import { killDigests } from "./kill-digests.ts";

/** Ten in CI, fewer where somebody waits; `npm run faults -- digests --postgres` does 200. */
const KILLS = process.env.REQUIRE_EVERYTHING ? 10 : 2;
const READERS = KILLS * 20 + 20;

test(`"digest send" killed ${KILLS} times beside PostgreSQL: nobody is forgotten, nobody mailed twice`, {
  skip: whyNoPostgres(),
}, async (t) => {
  const { settings, dispose } = await openTemporaryPostgresDatabase();
  t.after(dispose);
  const { databaseUrl } = settings;
  const folder = await temporaryFolder(t);
  const plan = { folder, databaseUrl, kills: KILLS, readers: READERS, hasReceipts: true };
  const { lost, twice, repeated } = await killDigests(plan);
  assert.deepEqual({ lost, twice, repeated }, { lost: [], twice: [], repeated: [] });
});
