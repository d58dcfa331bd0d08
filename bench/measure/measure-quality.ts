import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { toIndexDocument } from "../../src/search/evaluate/build-collection.ts";
import { readCollection } from "../../src/search/evaluate/collection.ts";
import { ndcg } from "../../src/search/evaluate/metrics.ts";
import { plainQuery } from "../../src/search/evaluate/plain-query.ts";
import { loadSpace } from "../../src/search/semantic/load-space.ts";
import type { SemanticSpace } from "../../src/search/semantic/space.ts";
import type { BenchEngine, BenchSearch } from "../engines/engine.ts";
import type { Job, JobEvent } from "./job.ts";

type Collection = Awaited<ReturnType<typeof readCollection>>;

const BATCH = 1_000;

/** nDCG@10 of an engine on test collections: speed bought with quality shows here. */
export async function measureQuality(
  engine: BenchEngine,
  job: Job,
  emit: (event: JobEvent) => void,
): Promise<void> {
  const space = await loadSpace();
  for (const directory of job.collections) {
    const collection = await readCollection(directory, "test");
    const folder = join(job.folder, basename(directory));
    await mkdir(folder, { recursive: true });
    try {
      await buildCollection(engine, folder, { collection, space });
      const index = await engine.open(folder);
      const { words, hybrid } = index;
      const score = (ask: typeof words) => scoreOf({ collection, space }, ask);
      const figures = {
        collection: collection.name,
        words: await score(words),
        ...(hybrid && { hybrid: await score(hybrid) }),
      };
      await index.close();
      emit({ kind: "quality", figures });
    } finally {
      await engine.drop?.(folder);
      await rm(folder, { recursive: true, force: true });
    }
  }
}

interface Judged {
  readonly collection: Collection;
  readonly space: SemanticSpace;
}

async function buildCollection(
  engine: BenchEngine,
  folder: string,
  { collection, space }: Judged,
): Promise<void> {
  const builder = await engine.build(folder, space.dimensions);
  const { documents } = collection;
  for (let first = 0; first < documents.length; first += BATCH) {
    const batch = documents.slice(first, first + BATCH).map(toIndexDocument);
    await builder.add(batch.map((document) => ({ document, vector: space.embedPaper(document) })));
  }
  await builder.finish();
  await builder.refine?.();
  await builder.save?.();
}

async function scoreOf(
  { collection, space }: Judged,
  ask: (search: BenchSearch) => readonly string[] | Promise<readonly string[]>,
): Promise<number> {
  let sum = 0;
  for (const { text: long, judgements } of collection.queries) {
    const text = plainQuery(long);
    const ranking = await ask({ text, vector: space.embedQuery(text) });
    sum += ndcg(ranking, judgements, 10);
  }
  return sum / (collection.queries.length || 1);
}
