import { createEngine } from "../../src/search/engine/create-engine.ts";
import { loadSpace } from "../../src/search/semantic/load-space.ts";
import { loadIndex } from "../../src/search/storage/load-index.ts";

/** Loads the index in the folder named, searches it, prints the bytes this process takes. */
const space = await loadSpace();
const loaded = await loadIndex(process.argv[2] ?? "", space.identity);
const engine = createEngine(loaded?.segments ?? [], [space]);
for (const query of ["neural networks", "graph theory", '"large language models"']) {
  engine.find({ query, facets: true, limit: 100 });
}
process.stdout.write(`${process.memoryUsage().rss}`);
