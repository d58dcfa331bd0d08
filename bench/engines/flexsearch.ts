import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BenchEngine, PAGE } from "./engine.ts";
import { importPeer, peerMissing, peerVersion } from "./import-peer.ts";

interface FlexDocument {
  add(document: object): void;
  search(query: string, options: object): { id: string }[];
  export(take: (key: string, data: string | undefined) => Promise<void>): Promise<void>;
  import(key: string, data: string): void;
}
interface FlexSearch {
  Document: new (options: object) => FlexDocument;
  Encoder: new (...options: unknown[]) => object;
  Charset: { readonly LatinBalance: object };
}

async function createDocument(): Promise<FlexDocument> {
  const { Document, Encoder, Charset } = await importPeer<FlexSearch>("flexsearch");
  const english = await importPeer<{ default: object }>("flexsearch/lang/en");
  const encoder = new Encoder(Charset.LatinBalance, english.default);
  const index = ["title", "abstract"].map((field) => ({ field, tokenize: "strict", encoder }));
  return new Document({ document: { id: "id", index } });
}

/** Keys of exported parts hold dots and nothing that a file name may not. */
const SUFFIX = ".part";

export const flexsearch: BenchEngine = {
  title: "FlexSearch",
  settings:
    "title before abstract (it has no score to weigh), whole words, OR (suggest), its English stemmer and stop words",
  most: 500_000,
  version: () => peerVersion("flexsearch"),
  missing: () => peerMissing("flexsearch"),
  async build(folder) {
    const index = await createDocument();
    return {
      add: (papers) => {
        for (const { document } of papers) {
          const { id, title, abstract } = document;
          index.add({ id, title, abstract });
        }
      },
      finish: () => {},
      save: () =>
        index.export(async (key, data) => {
          if (data !== undefined) await writeFile(join(folder, `${key}${SUFFIX}`), data);
        }),
    };
  },
  async open(folder) {
    const index = await createDocument();
    for (const file of await readdir(folder)) {
      if (!file.endsWith(SUFFIX)) continue;
      index.import(file.slice(0, -SUFFIX.length), await readFile(join(folder, file), "utf8"));
    }
    return {
      words: ({ text }) =>
        index.search(text, { suggest: true, merge: true, limit: PAGE }).map(({ id }) => id),
      close: () => {},
    };
  },
};
