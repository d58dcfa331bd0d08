/**
 * Prints what fitting a space to a corpus costs: CPU seconds of the fit and of folding all
 * papers in, and how much memory that takes on top of the index.
 *
 *   node scripts/measure-fit.ts [--papers 87288]
 */
import { parseArgs } from "node:util";
import { streamPapers } from "../bench/corpus/papers.ts";
import { openSegment, type Segment } from "../src/search/engine/segment.ts";
import { createSegmentBuilder } from "../src/search/engine/segment-builder.ts";
import { fitSpace } from "../src/search/semantic/fitted/fit-space.ts";
import { openFittedSpace } from "../src/search/semantic/fitted/fitted-space.ts";
import { foldSegment } from "../src/search/semantic/fitted/fold-segment.ts";

const SEGMENT_SIZE = 8_000;

const { values } = parseArgs({ options: { papers: { type: "string", default: "87288" } } });
const segments = await buildSegments(Number(values.papers));
const before = process.memoryUsage.rss();

let startedAt = cpuSeconds();
const data = fitSpace(segments);
if (!data) throw new Error("these papers have too little in common for a space");
report("fit", startedAt);
const space = openFittedSpace(data);
startedAt = cpuSeconds();
const layers = segments.map((segment) => foldSegment(space, segment));
report("fold", startedAt);
const vectorBytes = layers.reduce((sum, { packed }) => sum + packed.buffer.byteLength, 0);
console.log(`space     ${data.identity}, ${space.terms.offsets.length - 1} terms`);
console.log(`table     ${megabytes(data.packed.buffer.byteLength)}`);
console.log(`vectors   ${megabytes(vectorBytes)}`);
console.log(`peak RSS  ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
console.log(`before    ${megabytes(before)}`);

async function buildSegments(papers: number): Promise<Segment[]> {
  const built: Segment[] = [];
  let builder = createSegmentBuilder("0", []);
  const finish = () => {
    if (builder.size > 0) built.push(openSegment(builder.finish()));
    builder = createSegmentBuilder(`${built.length}`, []);
  };
  for await (const paper of streamPapers(papers)) {
    builder.add(paper);
    if (builder.size >= SEGMENT_SIZE) finish();
  }
  finish();
  return built;
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function report(name: string, since: number): void {
  console.log(`${name.padEnd(9)} ${(cpuSeconds() - since).toFixed(1)} s CPU`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
