import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPapers } from "#papers";
import { type Day, openDatabase, systemClock } from "#platform";
import { createSearch } from "./create-search.ts";
import { describeSearch } from "./search.suite.ts";
import type { OpenedSearch, Records } from "./search-on-sample.suite.ts";

for (const searchers of [0, 2]) {
  describeSearch(`in memory, by ${searchers} threads`, (records) => open(records, searchers));
}

async function open(records: Records, searchers: number): Promise<OpenedSearch> {
  const dataDir = await mkdtemp(join(tmpdir(), "broadsheet-search-"));
  const databaseSettings = { databaseUrl: "", dataDir };
  const database = await openDatabase(databaseSettings);
  const papers = createPapers({ database, clock: systemClock });
  await papers.ingest(records, "2026-11-20" as Day);
  const search = await createSearch({
    papers,
    databaseSettings,
    indexDir: join(dataDir, "index"),
    searchers,
  });
  const close = async () => {
    await search.close();
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { search, papers, close };
}
