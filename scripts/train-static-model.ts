/**
 * Trains the semantic model that ships in `models/` on the papers of a data folder.
 *
 *   node scripts/train-static-model.ts [--data ../shared/data] [--out models/broadsheet-256.space]
 *     [--steps 2000] [--seed 1]
 *
 * One paper in 64 is held out; the mean reciprocal rank at which their titles find their own
 * abstracts among all held out is printed at the end.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createZstdDecompress } from "node:zlib";
import { texToText } from "#papers";
import { type EmbeddableText, loadSpace, type SemanticSpace, saveSpace, trainSpace } from "#search";

const FILES = [
  "papers/ml-conferences.jsonl.zst",
  "papers/arxiv-daily.jsonl.zst",
  "hf-daily/papers.jsonl",
];
/** Shorter abstracts are placeholders. */
const MIN_ABSTRACT_LENGTH = 50;
const HELD_OUT_EVERY = 64;
const WEB_ADDRESS = /https?:\/\/\S+/g;

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data" },
    out: { type: "string", default: "models/broadsheet-256.space" },
    steps: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
  },
});

const started = performance.now();
const heldOut: EmbeddableText[] = [];
const space = await trainSpace(holdOut(readPapers(values.data)), {
  name: "broadsheet-256",
  steps: Number(values.steps),
  seed: Number(values.seed),
  onProgress: (share, stage) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stderr.write(`\r${(share * 100).toFixed(1)} % ${stage}, ${seconds} s   `);
  },
});
await saveSpace(values.out, space);
const { size } = await stat(values.out);
process.stderr.write("\n");
console.log(
  JSON.stringify({
    out: values.out,
    bytes: size,
    papers: space.documents,
    entries: space.tables.entries.length,
    loss: space.loss,
    heldOut: heldOut.length,
    heldOutMrr: findAbstracts(await loadSpace(values.out)),
    seconds: Math.round((performance.now() - started) / 1000),
  }),
);

async function* holdOut(papers: AsyncIterable<EmbeddableText>): AsyncGenerator<EmbeddableText> {
  let count = 0;
  for await (const paper of papers) {
    count += 1;
    if (count % HELD_OUT_EVERY === 0) heldOut.push(paper);
    else yield paper;
  }
}

/** Mean reciprocal rank of each held-out abstract for its title. */
function findAbstracts(space: SemanticSpace): number {
  const abstracts = heldOut.map(({ abstract }) => space.embedPaper({ title: "", abstract }));
  const ranks = heldOut.map(({ title }, own) => {
    const query = space.embedQuery(title);
    const similarities = abstracts.map((abstract) =>
      abstract.reduce((sum, value, at) => sum + value * query[at]!, 0),
    );
    return similarities.filter((similarity) => similarity >= similarities[own]!).length;
  });
  return ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
}

/** Each paper once: later files repeat papers of earlier ones under the same title. */
async function* readPapers(data: string): AsyncGenerator<EmbeddableText> {
  const seen = new Set<string>();
  for (const file of FILES) {
    for await (const line of readLines(join(data, file))) {
      const { title = "", abstract = "" } = JSON.parse(line) as Partial<EmbeddableText>;
      const key = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
      if (key === "" || abstract.length < MIN_ABSTRACT_LENGTH || seen.has(key)) continue;
      seen.add(key);
      yield { title: texToText(title), abstract: texToText(abstract.replace(WEB_ADDRESS, " ")) };
    }
  }
}

function readLines(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  const input = path.endsWith(".zst") ? file.pipe(createZstdDecompress()) : file;
  return createInterface({ input });
}
