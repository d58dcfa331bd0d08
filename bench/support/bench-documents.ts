import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createZstdDecompress } from "node:zlib";
import type { IndexDocument } from "../../src/search/engine/engine.ts";

const dataFile = fileURLToPath(
  new URL("../../../shared/data/papers/ml-conferences.jsonl.zst", import.meta.url),
);
const BATCH = 1_000;
const MADE_UP = 20_000;

/** Batches of papers: those of ml-conferences, or made up where it is missing. */
export async function* readBenchDocuments(
  onReadCpu: (cpuMs: number) => void,
): AsyncGenerator<IndexDocument[]> {
  if (!existsSync(dataFile)) {
    for (let at = 0; at < MADE_UP; at += BATCH) {
      yield Array.from({ length: BATCH }, (_, offset) => makeDocument(at + offset));
    }
    return;
  }
  const stream = createReadStream(dataFile).pipe(createZstdDecompress());
  let batch: IndexDocument[] = [];
  let started = process.cpuUsage();
  for await (const line of createInterface({ input: stream })) {
    batch.push(toDocument(JSON.parse(line) as Row));
    if (batch.length < BATCH) continue;
    onReadCpu(cpuSince(started));
    yield batch;
    batch = [];
    started = process.cpuUsage();
  }
  onReadCpu(cpuSince(started));
  yield batch;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly aff: string;
  readonly venue: string;
  readonly keywords: string;
  readonly github: string;
  readonly project: string;
  readonly citations: number;
}

function toDocument(row: Row): IndexDocument {
  const split = (text: string) => text.split(/[;+]/).map((part) => part.trim());
  const year = /\d{4}/.exec(row.venue)?.[0] ?? "2020";
  return {
    id: row.id as IndexDocument["id"],
    title: row.title,
    abstract: row.abstract ?? "",
    authors: row.authors ?? [],
    organizations: [...new Set(split(row.aff ?? ""))].filter(Boolean),
    categories: [],
    keywords: split(row.keywords ?? "").filter(Boolean),
    venue: row.venue,
    date: `${year}-06-01` as IndexDocument["date"],
    has: [
      ...(row.github ? (["code"] as const) : []),
      ...(row.project ? (["project"] as const) : []),
    ],
    upvotes: 0,
    comments: 0,
    citations: Math.max(0, row.citations ?? 0),
  };
}

/** A paper of made-up words, the frequent ones far more frequent than the rare (Zipf). */
function makeDocument(number: number): IndexDocument {
  let state = number + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => `w${Math.floor(30_000 ** random()).toString(36)}x`;
  const words = (count: number) => Array.from({ length: count }, word).join(" ");
  return {
    id: `p-${number.toString(16).padStart(12, "0")}` as IndexDocument["id"],
    title: words(9),
    abstract: words(170),
    authors: [words(2), words(2)],
    organizations: [words(2)],
    categories: ["cs.LG"],
    keywords: [],
    date: `20${10 + (number % 15)}-01-01` as IndexDocument["date"],
    has: number % 3 === 0 ? ["code"] : [],
    upvotes: number % 7,
    comments: 0,
    citations: 0,
  };
}

function cpuSince(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
