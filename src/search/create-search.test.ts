import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createPapers, type PaperId, type Papers } from "#papers";
import { type Database, type Day, openDatabase, systemClock } from "#platform";
import { createSearch } from "./create-search.ts";
import type { Search } from "./search.ts";

const day = "2026-11-20" as Day;
let dataDir: string;
let database: Database;
let papers: Papers;
let open: Search[];
const warnings: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "broadsheet-search-"));
  database = await openDatabase(settings());
  papers = createPapers({ database, clock: systemClock });
  open = [];
  warnings.length = 0;
});

afterEach(async () => {
  for (const search of open) await search.close();
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

function settings() {
  return { databaseUrl: "", dataDir };
}

function indexDir(): string {
  return join(dataDir, "index");
}

async function openSearch(searchers = 0): Promise<Search> {
  const search = await createSearch({
    papers,
    databaseSettings: settings(),
    indexDir: indexDir(),
    searchers,
    log: { info: () => {}, warn: (_, message) => warnings.push(message) },
  });
  open.push(search);
  return search;
}

async function add(...titles: string[]): Promise<PaperId[]> {
  const records = titles.map((title, at) => ({
    source: "jsonl",
    sourceId: title,
    title,
    abstract: `Abstract number ${at} about ${title}.`,
    arxivId: `2601.${`${[...title].reduce((sum, c) => sum + c.charCodeAt(0), 0)}`.padStart(5, "0")}`,
  }));
  const { changed } = await papers.ingest(records, day);
  return [...changed];
}

async function found(search: Search, query: string): Promise<number> {
  return (await search.find({ query, mode: "words" })).total;
}

describe("the index beside the database", () => {
  it("shows papers once it has caught up, and later versions instead of earlier ones", async () => {
    const search = await openSearch();
    assert.deepEqual(search.status(), { papers: 0, seq: 0, isCatchingUp: false });
    await add("Tidal pools", "Stars at noon");
    const run = search.catchUp();
    assert.equal(search.status().isCatchingUp, true);
    await run;
    assert.equal(search.status().papers, 2);
    assert.equal(search.status().seq, await papers.lastChange());
    await papers.ingest(
      [
        {
          source: "other",
          sourceId: "1",
          title: "Stars at noon",
          keywords: ["zodiac"],
          arxivId: (await papers.find((await search.find({ query: "stars" })).hits[0]!.paperId))!
            .arxivId!,
        },
      ],
      day,
    );
    await search.catchUp();
    assert.equal(search.status().papers, 2);
    assert.equal(await found(search, "zodiac"), 1);
  });

  it("takes in what comes while it catches up, however many ask at once", async () => {
    const search = await openSearch();
    await add("First light");
    const first = search.catchUp();
    await add("Second wind");
    await Promise.all([first, search.catchUp(), search.catchUp(), search.catchUp()]);
    assert.equal(search.status().papers, 2);
    assert.equal(search.status().isCatchingUp, false);
  });

  it("keeps few segments though papers come one by one", async () => {
    const search = await openSearch();
    for (const title of ["One moon", "Two moons", "Three moons", "Four moons", "Five moons"]) {
      await add(title);
      await search.catchUp();
    }
    assert.equal(await found(search, "moon"), 5);
    await search.save();
    const files = (await readdir(indexDir())).filter((file) => file.endsWith(".segment"));
    assert.ok(files.length <= 3, `${files.length} segments`);
  });

  it("is there at the next start, and follows the log from where it was", async () => {
    const search = await openSearch();
    await add("Tidal pools");
    await search.catchUp();
    await search.save();
    const { tookMs: _, ...before } = await search.find({ query: "tidal", facets: true });
    await search.close();
    await add("Stars at noon");
    const again = await openSearch();
    assert.deepEqual(warnings, []);
    const { tookMs: __, ...after } = await again.find({ query: "tidal", facets: true });
    assert.deepEqual(after, before);
    await again.catchUp();
    assert.equal(again.status().papers, 2);
  });

  const damages: Record<string, (path: string) => Promise<void>> = {
    "a segment with a flipped bit": async (path) => {
      const bytes = await readFile(path);
      bytes[bytes.length >> 1]! ^= 1;
      await writeFile(path, bytes);
    },
    "a segment cut short": async (path) => {
      await writeFile(path, (await readFile(path)).subarray(0, 100));
    },
    "a segment that is gone": (path) => rm(path),
    "a damaged table of contents": (path) => writeFile(join(path, "../index.json"), "12\n{}\n"),
    "a table of contents of another format": async (path) => {
      const manifest = join(path, "../index.json");
      const text = await readFile(manifest, "utf8");
      await writeFile(manifest, text.replace('"formatVersion":', '"formatVersion":9'));
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    it(`is built anew when the saved one has ${name}`, async () => {
      const search = await openSearch();
      await add("Tidal pools");
      await search.catchUp();
      await search.save();
      await search.close();
      const file = (await readdir(indexDir())).find((one) => one.endsWith(".segment"));
      await damage(join(indexDir(), file!));
      const again = await openSearch();
      assert.equal(warnings.length, 1);
      assert.equal(again.status().papers, 0);
      await again.catchUp();
      assert.equal(await found(again, "tidal"), 1);
      await again.save();
      await again.close();
      assert.equal((await openSearch()).status().papers, 1);
    });
  }

  it("is built anew when it belongs to another database", async () => {
    const search = await openSearch();
    await add("Tidal pools");
    await search.catchUp();
    await search.save();
    const otherDir = join(dataDir, "other");
    await mkdir(otherDir);
    const other = await openDatabase({ databaseUrl: "", dataDir: otherDir });
    const others = createPapers({ database: other, clock: systemClock });
    await others.ingest([{ source: "jsonl", sourceId: "1", title: "Stars at noon" }], day);
    const log = { info: () => {}, warn: (_: unknown, message: string) => warnings.push(message) };
    const databaseSettings = { databaseUrl: "", dataDir: otherDir };
    const foreign = await createSearch({
      papers: others,
      databaseSettings,
      indexDir: indexDir(),
      log,
    });
    assert.match(warnings.join(), /another database/);
    assert.equal(foreign.status().papers, 0);
    await foreign.close();
    await other.close();
  });

  it("survives the death of its worker", async () => {
    const search = await openSearch();
    await add("Tidal pools");
    await search.catchUp();
    const run = search.catchUp();
    await search.close();
    await run.catch(() => {});
    await add("Stars at noon");
    await search.catchUp();
    assert.equal(search.status().papers, 2);
  });
});
