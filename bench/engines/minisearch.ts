import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isStopWord } from "../../src/search/text/stop-words.ts";
import { type BenchEngine, PAGE } from "./engine.ts";
import { importPeer, peerMissing, peerVersion } from "./import-peer.ts";

interface MiniSearch {
  addAll(documents: readonly object[]): void;
  search(query: string, options: object): { id: string }[];
}
interface MiniSearchClass {
  new (options: object): MiniSearch;
  loadJSON(json: string, options: object): MiniSearch;
}

const options = {
  fields: ["title", "abstract"],
  processTerm: (term: string) => {
    const folded = term.toLowerCase();
    return isStopWord(folded) ? null : folded;
  },
};
const load = async () => (await importPeer<{ default: MiniSearchClass }>("minisearch")).default;

export const minisearch: BenchEngine = {
  title: "MiniSearch",
  settings: "BM25+ of title (boost 2) and abstract, OR, stop words dropped, no stemmer of its own",
  most: 300_000,
  version: () => peerVersion("minisearch"),
  missing: () => peerMissing("minisearch"),
  async build(folder) {
    const index = new (await load())(options);
    return {
      add: (papers) => index.addAll(papers.map(({ document }) => document)),
      finish: () => {},
      save: () => writeFile(join(folder, "index.json"), JSON.stringify(index)),
    };
  },
  async open(folder) {
    const json = await readFile(join(folder, "index.json"), "utf8");
    const index = (await load()).loadJSON(json, options);
    return {
      words: ({ text }) =>
        index
          .search(text, { combineWith: "OR", boost: { title: 2 } })
          .slice(0, PAGE)
          .map(({ id }) => id),
      close: () => {},
    };
  },
};
