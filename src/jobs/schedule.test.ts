import assert from "node:assert/strict";
import { test } from "node:test";
import { startSchedule } from "./schedule.ts";

test("a job that fails is logged and runs again, and stopping waits for what runs", async () => {
  let runs = 0;
  let ended = 0;
  const complaints: unknown[] = [];
  const secondRun = Promise.withResolvers<void>();
  const job = {
    name: "flaky",
    pattern: "* * * * * *",
    async run() {
      runs++;
      if (runs === 1) throw new Error("the first time");
      secondRun.resolve();
      await new Promise((resolve) => setTimeout(resolve, 50));
      ended++;
    },
  };
  const log = { error: (details: object) => complaints.push(details) } as never;
  const schedule = startSchedule([job], log);
  const keepAlive = setInterval(() => {}, 1000);
  await secondRun.promise;
  await schedule.stop();
  clearInterval(keepAlive);
  assert.equal(complaints.length, 1);
  assert.equal(ended, runs - 1);
});
