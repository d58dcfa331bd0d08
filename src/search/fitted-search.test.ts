import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { createPapers, type Papers } from "#papers";
import { type Day, openDatabase, systemClock } from "#platform";
import { createSearch } from "./create-search.ts";
import { inventPapers } from "./semantic/fitted/invented-papers.ts";

const PAPERS = 600;

async function openSite(context: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), "broadsheet-fitted-"));
  const databaseSettings = { databaseUrl: "", dataDir };
  const database = await openDatabase(databaseSettings);
  const papers = createPapers({ database, clock: systemClock });
  const indexDir = join(dataDir, "index");
  const log: string[] = [];
  const note = (_: unknown, message: string) => void log.push(message);
  const open = (searchers = 0) =>
    createSearch({
      papers,
      databaseSettings,
      indexDir,
      searchers,
      log: { info: note, warn: note },
    });
  context.after(async () => {
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { papers, indexDir, open, log };
}

async function add(papers: Papers, count: number, from = 0): Promise<void> {
  const records = inventPapers(count, from).map(({ id, title, abstract }, at) => {
    return { source: "jsonl", sourceId: `${id}`, title: `${title} ${from + at}`, abstract };
  });
  await papers.ingest(records, "2026-11-20" as Day);
}

async function damage(indexDir: string, ending: string): Promise<void> {
  const path = join(indexDir, (await readdir(indexDir)).find((file) => file.endsWith(ending))!);
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! ^= 8;
  await writeFile(path, bytes);
}

test("a space is fitted after papers came, saved, loaded, and fitted anew when it is damaged", async (context) => {
  const { papers, indexDir, open, log } = await openSite(context);
  const search = await open();
  await add(papers, PAPERS);
  await search.catchUp();
  const { fitted } = search.status();
  assert.equal(fitted?.papers, PAPERS);
  assert.deepEqual(log.splice(0), ["A semantic space is fitted to the papers"]);
  await search.save();
  await search.close();

  const again = await open();
  assert.deepEqual(again.status().fitted, fitted);
  assert.deepEqual(log, []);
  await again.close();

  await damage(indexDir, ".space");
  const mended = await open();
  assert.match(
    log.splice(0).join(),
    /fits a space to its papers anew: fitted-\w+\.space is damaged/,
  );
  assert.equal(mended.status().papers, PAPERS);
  assert.equal(mended.status().fitted, undefined);
  assert.ok((await mended.find({ query: "sailor", mode: "meaning" })).total > 0);
  await mended.catchUp();
  assert.deepEqual(mended.status().fitted, fitted);
  await mended.save();
  await mended.close();
  const whole = await open();
  assert.deepEqual(whole.status().fitted, fitted);
  await whole.close();
});

test("papers are found while a space is fitted, and threads go over to it all at once", async (context) => {
  const { papers, open, log } = await openSite(context);
  const search = await open(2);
  context.after(() => search.close());
  await add(papers, PAPERS);
  await search.catchUp();
  for (let more = 0; !search.status().fitted && more < 400; more++) {
    if (more < 5) await add(papers, 2, PAPERS + 2 * more);
    await search.catchUp();
    const answers = await Promise.all([1, 2, 3, 4].map(() => search.find({ query: "sailor" })));
    for (const { hits } of answers) assert.deepEqual(hits, answers[0]!.hits);
    await setTimeout(50);
  }
  assert.ok(search.status().fitted!.papers >= PAPERS);
  assert.equal(log.filter((line) => line.includes("fitted")).length, 1);
  const { hits } = await search.find({ query: "kraken", mode: "meaning", limit: 5 });
  assert.equal(hits.length, 5);
});
