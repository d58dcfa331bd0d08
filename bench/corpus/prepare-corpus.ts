import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { IndexDocument } from "../../src/search/engine/engine.ts";
import type { SemanticSpace } from "../../src/search/semantic/space.ts";
import {
  type CorpusFacts,
  FACTS_FILE,
  PAPERS_FILE,
  QUERIES_FILE,
  readFacts,
  VECTORS_FILE,
} from "./corpus-folder.ts";
import { findNearest } from "./find-nearest.ts";
import { describeSource, streamPapers } from "./papers.ts";
import { makeQueries } from "./queries.ts";

/** Titles that queries are drawn from, spread over the whole corpus. */
const TITLES = 2_000;
const BATCH = 1_000;

/**
 * Writes papers, vectors, queries and the exact answers to `folder`, unless they are there.
 * The papers pass through memory a batch at a time.
 */
export async function prepareCorpus(
  folder: string,
  wanted: { readonly papers: number; readonly queries: number },
  space: SemanticSpace,
): Promise<CorpusFacts> {
  if (existsSync(join(folder, FACTS_FILE))) {
    const facts = await readFacts(folder);
    if (facts.papers === wanted.papers && facts.space === space.identity) return facts;
  }
  await mkdir(folder, { recursive: true });
  const { ids, titles } = await writePapers(folder, wanted.papers, space);
  const texts = makeQueries(titles, wanted.queries);
  const vectors = texts.map((text) => space.embedQuery(text));
  const nearest = await findNearest(join(folder, VECTORS_FILE), vectors);
  const queries = texts.map((text, at) => {
    const near = nearest[at]!.map((place) => ids[place]!);
    return { text, vector: [...vectors[at]!], nearest: near };
  });
  await writeFile(join(folder, QUERIES_FILE), JSON.stringify(queries));
  const { identity, dimensions } = space;
  const source = describeSource(wanted.papers);
  const facts: CorpusFacts = { papers: ids.length, source, space: identity, dimensions };
  await writeFile(join(folder, FACTS_FILE), JSON.stringify(facts));
  return facts;
}

/** Readers of lines also break at these two marks, which JSON leaves as they are. */
const LINE_MARKS = /[\u2028\u2029]/g;

/** A paper as one line of JSON, whatever its texts hold. */
export function lineOf(paper: IndexDocument): string {
  const escaped = (mark: string) => `\\u${mark.charCodeAt(0).toString(16)}`;
  return `${JSON.stringify(paper).replace(LINE_MARKS, escaped)}\n`;
}

async function writePapers(folder: string, papers: number, space: SemanticSpace) {
  const lines = createWriteStream(join(folder, PAPERS_FILE));
  const vectors = createWriteStream(join(folder, VECTORS_FILE));
  const ids: string[] = [];
  const titles: string[] = [];
  const every = Math.max(1, Math.floor(papers / TITLES));
  let text = "";
  let packed = new Float32Array(BATCH * space.dimensions);
  const flush = async (count: number) => {
    const bytes = new Uint8Array(packed.buffer, 0, count * space.dimensions * 4);
    if (!lines.write(text)) await once(lines, "drain");
    if (!vectors.write(bytes)) await once(vectors, "drain");
    text = "";
    packed = new Float32Array(BATCH * space.dimensions);
  };
  for await (const paper of streamPapers(papers)) {
    if (ids.length % every === 0) titles.push(paper.title);
    packed.set(space.embedPaper(paper), (ids.length % BATCH) * space.dimensions);
    text += lineOf(paper);
    ids.push(paper.id);
    if (ids.length % BATCH === 0) await flush(BATCH);
  }
  await flush(ids.length % BATCH);
  await Promise.all([lines, vectors].map((stream) => once(stream.end(), "finish")));
  return { ids, titles };
}
