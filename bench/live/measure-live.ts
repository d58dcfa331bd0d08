import { rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { type App, createApp } from "../../src/app.ts";
import { startBackground } from "../../src/background.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/platform/index.ts";
import { streamPapers } from "../corpus/papers.ts";
import { makeQueries } from "../corpus/queries.ts";
import type { SearchOptions } from "../measure/options.ts";
import { summarise } from "../measure/timing.ts";
import { followMarkers, searchFor } from "./ask.ts";
import { measureConcurrent } from "./concurrent.ts";
import type { LiveResult } from "./live-result.ts";
import type { WriterMessage, WriterRequest } from "./writer-messages.ts";

const MOST_PAPERS = 87_288;
const PER_SECOND = 100;
const QUERIES = 200;

/** Ours as a site runs it: papers come in from another thread while this one searches. */
export async function measureLive(
  { papers: wanted, isQuick }: SearchOptions,
  dataDir: string,
  note: (text: string) => void,
): Promise<LiveResult> {
  const papers = Math.min(wanted, MOST_PAPERS);
  const seconds = isQuick ? 5 : 20;
  await rm(dataDir, { recursive: true, force: true });
  const queries = await chooseQueries(papers);
  const arriving = await withSite(dataDir, readConfig({}).searchThreads, async (app) => {
    note(`the site: ${papers} papers come in`);
    const writer = new Worker(new URL("writer-worker.ts", import.meta.url), {
      workerData: { databaseSettings: app.databaseSettings },
    });
    await fill(writer, papers);
    await settled(app);
    note("the site: searches before and while papers arrive");
    const arrived = await measureArrival(app, writer, { queries, seconds });
    await settled(app);
    await app.search.save();
    return arrived;
  });
  const concurrent = await measureConcurrent(
    (searchers, use) => withSite(dataDir, searchers, use),
    {
      queries,
      seconds: seconds / 2,
      note,
    },
  );
  return { papers, arriving, concurrent };
}

/** A running site on the folder, until `use` is done. */
async function withSite<T>(
  dataDir: string,
  searchers: number,
  use: (app: App) => Promise<T>,
): Promise<T> {
  const log = createLog("silent");
  const app = await createApp(readConfig({}), { dataDir, log, searchers });
  const background = startBackground(app, { files: [], isOffline: true });
  try {
    return await use(app);
  } finally {
    await background.stop();
    await app.close();
  }
}

async function chooseQueries(papers: number): Promise<string[]> {
  const titles: string[] = [];
  for await (const { title } of streamPapers(Math.min(papers, 20_000))) titles.push(title);
  return makeQueries(titles, QUERIES);
}

function fill(writer: Worker, papers: number): Promise<void> {
  return new Promise((resolve, reject) => {
    writer.once("error", reject);
    writer.on("message", function onMessage({ kind }: WriterMessage) {
      if (kind !== "filled") return;
      writer.off("message", onMessage).off("error", reject);
      resolve();
    });
    writer.postMessage({ kind: "fill", papers } satisfies WriterRequest);
  });
}

/** Waits until the index has all that the database has. */
async function settled(app: App): Promise<void> {
  while (app.search.status().seq < (await app.papers.lastChange())) await app.search.catchUp();
}

async function measureArrival(
  app: App,
  writer: Worker,
  { queries, seconds }: { readonly queries: readonly string[]; readonly seconds: number },
): Promise<LiveResult["arriving"]> {
  await searchFor(app.search, queries, 2);
  const before = await searchFor(app.search, queries, seconds);
  const markers = followMarkers(app.search, writer);
  writer.postMessage({ kind: "arrive", perSecond: PER_SECOND, seconds } satisfies WriterRequest);
  const meanwhile = await searchFor(app.search, queries, seconds);
  const delays = await markers;
  return {
    perSecond: PER_SECOND,
    before: summarise(before),
    meanwhile: summarise(meanwhile),
    findable: summarise(delays),
  };
}
