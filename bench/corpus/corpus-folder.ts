import { createReadStream } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { IndexDocument } from "../../src/search/engine/engine.ts";

/** What is known of a corpus beside its papers; `corpus.json` in its folder. */
export interface CorpusFacts {
  readonly papers: number;
  readonly source: string;
  /** Identity and dimensions of the space of the vectors. */
  readonly space: string;
  readonly dimensions: number;
}

export interface BenchQuery {
  readonly text: string;
  readonly vector: readonly number[];
  /** Ids of the nearest papers by cosine, found by looking at every vector; nearest first. */
  readonly nearest: readonly string[];
}

/** A paper as every engine gets it. */
export interface BenchPaper {
  readonly document: IndexDocument;
  readonly vector: Float32Array;
}

export const PAPERS_FILE = "papers.jsonl";
export const VECTORS_FILE = "vectors.f32";
export const FACTS_FILE = "corpus.json";
export const QUERIES_FILE = "queries.json";

const BATCH = 1_000;

export async function readFacts(folder: string): Promise<CorpusFacts> {
  return JSON.parse(await readFile(join(folder, FACTS_FILE), "utf8")) as CorpusFacts;
}

export async function readQueries(folder: string): Promise<BenchQuery[]> {
  return JSON.parse(await readFile(join(folder, QUERIES_FILE), "utf8")) as BenchQuery[];
}

/** The papers of a corpus with their vectors, in batches. */
export async function* readBatches(folder: string): AsyncGenerator<BenchPaper[]> {
  const { dimensions } = await readFacts(folder);
  const vectors = await open(join(folder, VECTORS_FILE));
  try {
    let documents: IndexDocument[] = [];
    const lines = createInterface({ input: createReadStream(join(folder, PAPERS_FILE)) });
    for await (const line of lines) {
      documents.push(JSON.parse(line) as IndexDocument);
      if (documents.length < BATCH) continue;
      yield await withVectors(documents, vectors, dimensions);
      documents = [];
    }
    if (documents.length > 0) yield await withVectors(documents, vectors, dimensions);
  } finally {
    await vectors.close();
  }
}

async function withVectors(
  documents: readonly IndexDocument[],
  file: FileHandle,
  dimensions: number,
): Promise<BenchPaper[]> {
  const all = await readVectors(file, documents.length * dimensions);
  return documents.map((document, at) => {
    return { document, vector: all.subarray(at * dimensions, (at + 1) * dimensions) };
  });
}

/** The next `count` numbers of the file, fewer at its end. */
export async function readVectors(file: FileHandle, count: number): Promise<Float32Array> {
  const bytes = new Uint8Array(count * 4);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return new Float32Array(bytes.buffer, 0, Math.floor(length / 4));
}
