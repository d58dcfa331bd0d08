import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createEditions, parsePeriod } from "#editions";
import { createPapers } from "#papers";
import { fixedClock, openDatabase, parseDay } from "#platform";
import { freezeEditions } from "./freeze-editions.ts";

test("editions that are over and quiet are closed on a thread of their own, once", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "broadsheet-"));
  t.after(() => rm(dataDir, { recursive: true }));
  const databaseSettings = { databaseUrl: "", dataDir };
  const database = await openDatabase(databaseSettings);
  t.after(() => database.close());
  const config = { timeZone: "UTC", freezeAfterHours: 0 };
  const papers = createPapers({ database, clock: fixedClock("2026-11-20T09:00:00Z") });
  const early = createEditions({ database, clock: fixedClock("2026-11-20T09:00:00Z"), ...config });
  await papers.ingest(
    [{ source: "jsonl", sourceId: "1", title: "Slow light", authors: [{ name: "Ada Reader" }] }],
    parseDay("2026-11-20"),
  );
  await early.follow(papers);

  const clock = fixedClock("2026-11-21T09:00:00Z");
  const editions = createEditions({ database, clock, ...config });
  const closed: unknown[] = [];
  const log = { info: (details: object) => closed.push(details) } as never;
  await freezeEditions({ editions, databaseSettings, config, clock, log });
  await freezeEditions({ editions, databaseSettings, config, clock, log });

  assert.deepEqual(closed, [{ period: "2026-11-20", papers: 1 }]);
  assert.equal((await editions.get(parsePeriod("2026-11-20"))).status, "frozen");
  assert.equal((await editions.get(parsePeriod("2026-W47"))).status, "open");
});
