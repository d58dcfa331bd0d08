import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createZstdDecompress } from "node:zlib";
import type { IndexDocument } from "../../src/search/engine/engine.ts";
import { createRecombiner, type PaperMaker, paperId } from "./recombine.ts";

const dataFile = fileURLToPath(
  new URL("../../../shared/data/papers/ml-conferences.jsonl.zst", import.meta.url),
);
/** Real papers in the file. */
const REAL_PAPERS = 87_288;
const SEED = 20_261_120;

/** What a corpus of so many papers is made of. */
export function describeSource(papers: number): string {
  if (!existsSync(dataFile)) return "papers of made-up words";
  if (papers <= REAL_PAPERS) return "papers of machine-learning conferences";
  return "papers recombined from the sentences of machine-learning conference papers";
}

/** The same `papers` papers each time, one after the other. */
export async function* streamPapers(papers: number): AsyncGenerator<IndexDocument> {
  if (!existsSync(dataFile)) return yield* makePapers(papers, makeUpPaper);
  if (papers <= REAL_PAPERS) return yield* readPapers(papers);
  const pool: IndexDocument[] = [];
  for await (const paper of readPapers(REAL_PAPERS)) pool.push(paper);
  yield* makePapers(papers, createRecombiner(pool, SEED));
}

async function* makePapers(papers: number, make: PaperMaker): AsyncGenerator<IndexDocument> {
  for (let number = 0; number < papers; number++) yield make(number);
}

async function* readPapers(papers: number): AsyncGenerator<IndexDocument> {
  const stream = createReadStream(dataFile).pipe(createZstdDecompress());
  let count = 0;
  for await (const line of createInterface({ input: stream })) {
    if (count++ >= papers) break;
    yield toDocument(JSON.parse(line) as Row);
  }
  stream.destroy();
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
function makeUpPaper(number: number): IndexDocument {
  let state = number + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const word = () => `w${Math.floor(30_000 ** random()).toString(36)}x`;
  const words = (count: number) => Array.from({ length: count }, word).join(" ");
  return {
    id: paperId(number),
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
