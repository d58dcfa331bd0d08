import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import type { Worker } from "node:worker_threads";
import { openTemporarySqlite } from "../../../test/support/database.ts";
import { startThread } from "./thread.ts";

test("a thread has little room for garbage, so that its memory stays near what it uses", async (t) => {
  const { settings, dispose } = await openTemporarySqlite();
  t.after(dispose);
  const started = once(process, "worker");
  const thread = startThread({ databaseSettings: settings, timeZone: "UTC" }, () => undefined);
  t.after(() => thread.close());
  const [worker] = (await started) as [Worker];
  assert.equal(worker.resourceLimits?.maxYoungGenerationSizeMb, 32);
});
