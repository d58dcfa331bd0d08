import { join } from "node:path";
import type { BenchPaper } from "../corpus/corpus-folder.ts";
import { type BenchEngine, type BenchSearch, FROM_YEAR, PAGE } from "./engine.ts";
import { importPeer, peerMissing, peerVersion } from "./import-peer.ts";

interface Query extends Promise<unknown> {
  select(columns: string[]): this;
  limit(count: number): this;
  where(condition: string): this;
  fullTextSearch(query: object): this;
  nearestTo(vector: Float32Array): VectorQuery;
  toArray(): Promise<{ id: string }[]>;
}
interface VectorQuery extends Query {
  distanceType(name: string): this;
  ef(count: number): this;
  refineFactor(factor: number): this;
  rerank(reranker: object): this;
}
interface Table {
  add(rows: object[]): Promise<unknown>;
  optimize(): Promise<unknown>;
  createIndex(column: string, options?: object): Promise<void>;
  query(): Query;
  close(): void;
}
interface Connection {
  createTable(name: string, rows: object[], options: object): Promise<Table>;
  openTable(name: string): Promise<Table>;
  close(): void;
}
interface LanceDb {
  connect(folder: string): Promise<Connection>;
  Index: Readonly<Record<"fts" | "hnswSq" | "btree" | "bitmap", (options?: object) => object>>;
  MatchQuery: new (text: string, column: string) => object;
  rerankers: { RRFReranker: { create(): Promise<object> } };
}

const load = () => importPeer<LanceDb>("@lancedb/lancedb");
const NAME = "papers";
/** Candidates that a search of the graph keeps; the least that finds .97 of the nearest. */
const EF = 100;

function toRow({ document: { id, title, abstract, has, date }, vector }: BenchPaper) {
  const year = Number(date.slice(0, 4));
  // The title twice: one index of one text ranks better here than a boosted one of two.
  const body = `${title} ${title} ${abstract}`;
  return { id, body, code: has.includes("code"), year, vector: [...vector] };
}

async function createIndexes(table: Table, { Index }: LanceDb): Promise<void> {
  await table.optimize();
  const text = { stem: true, removeStopWords: true, withPosition: false };
  await table.createIndex("body", { config: Index.fts(text) });
  const near = Index.hnswSq({ distanceType: "cosine", numPartitions: 1 });
  await table.createIndex("vector", { config: near });
  await table.createIndex("year", { config: Index.btree() });
  await table.createIndex("code", { config: Index.bitmap() });
}

export const lancedb: BenchEngine = {
  title: "LanceDB",
  settings: `full-text index of title twice and abstract with stemming and stop words, no positions; vectors IVF_HNSW_SQ, 1 partition, ef ${EF}; hybrid by its own RRF reranker; indexes on the filtered columns`,
  version: () => peerVersion("@lancedb/lancedb"),
  missing: () => peerMissing("@lancedb/lancedb"),
  async build(folder) {
    const lance = await load();
    const database = await lance.connect(join(folder, "lance"));
    let table: Table | undefined;
    return {
      add: async (papers) => {
        const rows = papers.map(toRow);
        if (table) await table.add(rows);
        else table = await database.createTable(NAME, rows, { mode: "overwrite" });
      },
      finish: async () => {
        if (table) await createIndexes(table, lance);
        database.close();
      },
    };
  },
  async open(folder) {
    const lance = await load();
    const database = await lance.connect(join(folder, "lance"));
    const table = await database.openTable(NAME);
    const reranker = await lance.rerankers.RRFReranker.create();
    const ids = async (query: Query) =>
      (await query.select(["id"]).limit(PAGE).toArray()).map(({ id }) => id);
    const textOf = (search: BenchSearch) => new lance.MatchQuery(search.text, "body");
    const near = (query: Query, { vector }: BenchSearch) =>
      query.nearestTo(vector).distanceType("cosine").ef(EF);
    const both = (search: BenchSearch) =>
      near(table.query().fullTextSearch(textOf(search)), search).rerank(reranker);
    return {
      words: (search) => ids(table.query().fullTextSearch(textOf(search))),
      meaning: (search) => ids(near(table.query(), search)),
      hybrid: (search) => ids(both(search)),
      filtered: (search) => ids(both(search).where(`code = true AND year >= ${FROM_YEAR}`)),
      close: () => database.close(),
    };
  },
};
