import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";
import { createLog, fixedClock, parseDay } from "../src/platform/index.ts";
import { createWeb } from "../src/web/index.ts";
import { generateRecords } from "../test/support/papers.ts";

const PAPERS = 50;
const ROUNDS = 200;

/** CPU time of the pages in this process, uncached and cached, and their compressed size. */
export async function run(note: (text: string) => void): Promise<Record<string, unknown>> {
  const dataDir = await mkdtemp(join(tmpdir(), "broadsheet-bench-"));
  const clock = fixedClock("2026-11-20T12:00:00Z");
  const app = await createApp(readConfig({}), { dataDir, clock, log: createLog("silent") });
  try {
    const day = parseDay("2026-11-20");
    const records = generateRecords(PAPERS, 7).map((record) => ({ ...record, announcedOn: day }));
    await app.papers.ingest(records, day);
    await app.editions.follow(app.papers);
    await app.search.catchUp();
    const { papers, search, editions, site, log } = app;
    const results: Record<string, unknown> = {};
    for (const path of ["/daily/2026-11-20", "/search?q=model", "/daily/2026-11-20.atom"]) {
      note(path);
      // A notice that changes makes every rendering a new one.
      let round = 0;
      const notices = () => [{ kind: "info", text: `Round ${round++}` }] as const;
      const fresh = createWeb({ papers, search, editions, site, clock, log, notices });
      const kept = createWeb({ papers, search, editions, site, clock, log, notices: () => [] });
      const uncached = await measure(fresh, path);
      const cached = await measure(kept, path);
      results[path] = {
        uncachedCpuMs: uncached.cpuMs,
        cachedCpuMs: cached.cpuMs,
        gzipBytes: uncached.gzipBytes,
      };
    }
    return results;
  } finally {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(web: ReturnType<typeof createWeb>, path: string) {
  let bytes: ArrayBuffer = new ArrayBuffer(0);
  const ask = async () => {
    const response = await web.fetch(new Request(`http://127.0.0.1:3000${path}`));
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    bytes = await response.arrayBuffer();
  };
  for (let round = 0; round < ROUNDS / 4; round++) await ask();
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) await ask();
  const { user, system } = process.cpuUsage(before);
  return {
    cpuMs: (user + system) / 1000 / ROUNDS,
    gzipBytes: gzipSync(new Uint8Array(bytes)).length,
  };
}
