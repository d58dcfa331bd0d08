import { join } from "node:path";
import { createEditions } from "#editions";
import { createPapers } from "#papers";
import { fixedClock, parseDay } from "#platform";
import { createSearch } from "#search";
import type { PaperRecord } from "#sources";
import { createApi } from "../../src/web/api/index.ts";
import { openTemporarySqlite } from "./database.ts";
import { sampleSite } from "./sample-list.ts";

/** The API over real papers, editions and search, in a folder of its own. */
export async function openApiSite(records: readonly PaperRecord[], now = "2026-11-20T12:00:00Z") {
  const temporary = await openTemporarySqlite();
  const { database, settings } = temporary;
  const clock = fixedClock(now);
  const site = { ...sampleSite, timeZone: "UTC" };
  const papers = createPapers({ database, clock });
  const trending = { papers, votesSince: async () => [] };
  const rules = { timeZone: "UTC", freezeAfterHours: 12 };
  const editions = createEditions({ database, clock, ...rules, trending });
  const seenOn = parseDay(now.slice(0, 10));
  if (records.length > 0) await papers.ingest(records, seenOn);
  await editions.follow(papers);
  const indexDir = join(settings.dataDir, "index");
  const search = await createSearch({ papers, databaseSettings: settings, indexDir });
  await search.catchUp();
  const log = { error: (details: object, message: string) => console.error(message, details) };
  const parts = { papers, search, editions, site, clock, log };
  const app = createApi(parts);
  return {
    app,
    parts,
    /** The status and the JSON of an answer; the path is relative to `/api`. */
    async get(path: string) {
      const response = await app.request(path);
      // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
      return { status: response.status, body: (await response.json()) as any, response };
    },
    async dispose() {
      await search.close();
      await temporary.dispose();
    },
  };
}
