import type { IndexDocument } from "../../engine/engine.ts";
import { aDocument } from "../../engine/sample-documents.ts";
import { openSegment, type Segment } from "../../engine/segment.ts";
import { createSegmentBuilder } from "../../engine/segment-builder.ts";
import { createRandom } from "../training/random.ts";

/** Words of two fields; `kraken` and `leviathan` mean the same and never stand together. */
const fields = {
  sea: "ship sailor harbour anchor tide reef mast voyage captain storm".split(" "),
  oven: "bread dough yeast flour crust baker knead sourdough loaf rise".split(" "),
} as const;

type Field = keyof typeof fields;

/** A paper of made-up text for tests: ten words of its field, always the same ones. */
function inventPaper(number: number, field: Field): IndexDocument {
  const random = createRandom(number + 1);
  const words = Array.from({ length: 10 }, () => fields[field][random.below(10)]!);
  if (field === "sea" && number % 3 === 0) words.push("kraken");
  if (field === "sea" && number % 3 === 1) words.push("leviathan");
  return aDocument({
    id: `${field}-${number}`,
    title: words.slice(0, 2).join(" "),
    abstract: words.slice(2).join(" "),
    authors: ["Ada Byron"],
  });
}

/** Papers of both fields in turn, from number `from` on. */
export function inventPapers(count: number, from = 0): IndexDocument[] {
  return Array.from({ length: count }, (_, at) =>
    inventPaper(from + at, at % 2 === 0 ? "sea" : "oven"),
  );
}

export function segmentOf(name: string, papers: readonly IndexDocument[]): Segment {
  const builder = createSegmentBuilder(name, []);
  for (const paper of papers) builder.add(paper);
  return openSegment(builder.finish());
}
