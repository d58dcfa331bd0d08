import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { stopWords } from "../../src/search/text/stop-words.ts";
import { type BenchEngine, type BenchSearch, FROM_YEAR, PAGE } from "./engine.ts";
import { importPeer, peerMissing, peerVersion } from "./import-peer.ts";

interface Orama {
  create(options: object): object;
  insertMultiple(index: object, documents: object[], batch: number): Promise<unknown>;
  search(index: object, request: object): Promise<{ hits: { id: string }[] }>;
  save(index: object): object;
  load(index: object, data: object): void;
}

async function createIndex(orama: Orama, dimensions: number): Promise<object> {
  const { stemmer } = await importPeer<{ stemmer: unknown }>("@orama/stemmers/english");
  const tokenizer = { language: "english", stemming: true, stemmer, stopWords };
  return orama.create({
    schema: {
      title: "string",
      abstract: "string",
      code: "boolean",
      year: "number",
      embedding: `vector[${dimensions}]`,
    },
    components: { tokenizer },
  });
}

const FILE = "index.v8";
const load = () => importPeer<Orama>("@orama/orama");

function requestOf({ text, vector }: BenchSearch, mode: "fulltext" | "vector" | "hybrid") {
  return {
    mode,
    ...(mode !== "vector" && { term: text, properties: ["title", "abstract"] }),
    boost: { title: 2 },
    threshold: 1,
    limit: PAGE,
    ...(mode !== "fulltext" && { vector: { value: [...vector], property: "embedding" } }),
    similarity: 0,
  };
}

export const orama: BenchEngine = {
  title: "Orama",
  settings:
    "BM25 of title (boost 2) and abstract, OR (threshold 1), its English stemmer, stop words dropped; vectors looked at one by one; its own hybrid",
  most: 100_000,
  version: () => peerVersion("@orama/orama"),
  missing: () => peerMissing("@orama/orama"),
  async build(folder, dimensions) {
    const engine = await load();
    const index = await createIndex(engine, dimensions);
    return {
      add: async (papers) => {
        const documents = papers.map(({ document: { id, title, abstract, has, date }, vector }) => {
          const year = Number(date.slice(0, 4));
          const code = has.includes("code");
          return { id, title, abstract, code, year, embedding: [...vector] };
        });
        await engine.insertMultiple(index, documents, documents.length);
      },
      finish: () => {},
      // As JSON the index of 87,288 papers is longer than a string may be.
      save: () =>
        writeFile(join(folder, FILE), serialize({ dimensions, data: engine.save(index) })),
    };
  },
  async open(folder) {
    const engine = await load();
    const saved = deserialize(await readFile(join(folder, FILE)));
    const index = await createIndex(engine, saved.dimensions);
    engine.load(index, saved.data);
    const ask = async (request: object) =>
      (await engine.search(index, request)).hits.map(({ id }) => id);
    const where = { code: true, year: { gte: FROM_YEAR } };
    return {
      words: (search) => ask(requestOf(search, "fulltext")),
      meaning: (search) => ask(requestOf(search, "vector")),
      hybrid: (search) => ask(requestOf(search, "hybrid")),
      filtered: (search) => ask({ ...requestOf(search, "hybrid"), where }),
      close: () => {},
    };
  },
};
