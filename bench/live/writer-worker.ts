/** Writes papers into the database of a running site, from a thread of its own. */
import { parentPort, workerData } from "node:worker_threads";
import { createPapers } from "../../src/papers/index.ts";
import {
  type DatabaseSettings,
  openDatabase,
  parseDay,
  systemClock,
} from "../../src/platform/index.ts";
import type { IndexDocument } from "../../src/search/engine/engine.ts";
import type { PaperRecord } from "../../src/sources/index.ts";
import { streamPapers } from "../corpus/papers.ts";
import { createRecombiner } from "../corpus/recombine.ts";
import { markerOf, type WriterMessage, type WriterRequest } from "./writer-messages.ts";

const { databaseSettings } = workerData as { readonly databaseSettings: DatabaseSettings };
const port = parentPort!;
const FILL_BATCH = 500;
const POOL = 2_000;
const SEED = 7;
const day = parseDay("2026-11-20");

const database = await openDatabase(databaseSettings, { isWorker: true });
const papers = createPapers({ database, clock: systemClock });
const reply = (message: WriterMessage) => port.postMessage(message);

port.on("message", async (request: WriterRequest) => {
  if (request.kind === "fill") {
    await fill(request.papers);
    return reply({ kind: "filled" });
  }
  await arrive(request.perSecond, request.seconds);
  await database.close();
  reply({ kind: "arrived" });
  port.close();
});

async function fill(count: number): Promise<void> {
  let records: PaperRecord[] = [];
  for await (const document of streamPapers(count)) {
    records.push(toRecord(document, document.title));
    if (records.length < FILL_BATCH) continue;
    await papers.ingest(records, day);
    records = [];
  }
  if (records.length > 0) await papers.ingest(records, day);
}

/** Ten batches in each second; the title of a batch's last paper bears its marker. */
async function arrive(perSecond: number, seconds: number): Promise<void> {
  const pool: IndexDocument[] = [];
  for await (const document of streamPapers(POOL)) pool.push(document);
  const make = createRecombiner(pool, SEED);
  const size = Math.max(1, Math.round(perSecond / 10));
  const started = performance.now();
  for (let batch = 0; batch < seconds * 10; batch++) {
    const records = Array.from({ length: size }, (_, at) => {
      const document = make(batch * size + at);
      const isLast = at === size - 1;
      const title = `${document.title} ${isLast ? markerOf(batch) : `part ${batch * size + at}`}`;
      return toRecord({ ...document, id: `new-${batch}-${at}` as IndexDocument["id"] }, title);
    });
    await papers.ingest(records, day);
    reply({ kind: "committed", batch, atMs: performance.timeOrigin + performance.now() });
    const due = started + (batch + 1) * 100;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
}

function toRecord(document: IndexDocument, title: string): PaperRecord {
  const { id, abstract, authors, organizations, keywords, venue } = document;
  return {
    source: "jsonl",
    sourceId: id,
    title,
    abstract,
    authors: authors.map((name) => ({ name })),
    organizations,
    keywords,
    ...(venue !== undefined && { venue }),
    announcedOn: document.date,
    links: document.has.includes("code")
      ? [{ kind: "code", url: `https://code.example/${encodeURIComponent(id)}` }]
      : [],
  };
}
