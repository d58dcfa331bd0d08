/**
 * Measures how often `findKeySentence` picks the sentence that readers marked as the idea.
 *
 * node scripts/evaluate-key-sentence.ts [FILE]
 *
 * FILE (default ../shared/data/abstract-spans/abstract_spans.jsonl) holds lines of
 * `{id, abstract, spans: [[start, end, label]]}`, label problem, task, idea or result.
 */
import { readFileSync } from "node:fs";
import { findKeySentence } from "../src/papers/index.ts";

type MarkedSpan = readonly [start: number, end: number, label: string];

interface MarkedAbstract {
  readonly id: string;
  readonly abstract: string;
  readonly spans: readonly MarkedSpan[];
}

const file = process.argv[2] ?? "../shared/data/abstract-spans/abstract_spans.jsonl";
const abstracts = readFileSync(file, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as MarkedAbstract)
  .filter(({ id, spans }) => id !== "" && spans.some(([, , label]) => label === "idea"));

/** Whether the sentence holds more than half of a span with one of these labels. */
function holds({ abstract, spans }: MarkedAbstract, labels: readonly string[]): boolean {
  const found = findKeySentence(abstract);
  if (!found) return false;
  return spans.some(([start, end, label]) => {
    const shared = Math.min(end, found.end) - Math.max(start, found.start);
    return labels.includes(label) && shared > (end - start) / 2;
  });
}

function share(labels: readonly string[]): number {
  const hits = abstracts.filter((abstract) => holds(abstract, labels)).length;
  return Math.round((1000 * hits) / abstracts.length) / 1000;
}

const figures = {
  abstracts: abstracts.length,
  idea: share(["idea"]),
  ideaTaskOrResult: share(["idea", "task", "result"]),
  problem: share(["problem"]),
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
