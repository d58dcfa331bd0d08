/**
 * Fits the weights by which the key sentence is chosen, to abstracts in which readers marked the
 * idea.
 *
 *   node scripts/fit-key-sentence.ts [DIR]    default ../shared/data/abstract-spans
 *   node scripts/fit-key-sentence.ts --write  only writes models/key-sentence.json
 *
 * Without --write it says the F1 of several penalties, by the cross-validation of
 * `broadsheet evaluate-key-sentences`.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { validatedF1 } from "../src/papers/key-sentence/evaluation/evaluate.ts";
import { fitChoice } from "../src/papers/key-sentence/evaluation/fit-choice.ts";
import { readMarkedAbstracts } from "../src/papers/key-sentence/evaluation/marked-abstracts.ts";
import {
  choicesOf,
  fitOptions,
  learnChoice,
} from "../src/papers/key-sentence/evaluation/methods.ts";

/** Weights nearer to 0 are not kept. */
const LEAST_WEIGHT = 0.005;
const file = new URL("../models/key-sentence.json", import.meta.url);

const { values, positionals } = parseArgs({
  options: { write: { type: "boolean" } },
  allowPositionals: true,
});
const marked = readMarkedAbstracts(positionals[0] ?? "../shared/data/abstract-spans");
if (values.write) write();
else compare();

function compare(): void {
  console.log(`${marked.length} abstracts\npenalty  of words   F1`);
  for (const penalty of [2, 4, 8]) {
    for (const wordPenalty of [4, 8, 16]) {
      const f1 = validatedF1(marked, learnChoice({ ...fitOptions, penalty, wordPenalty }));
      const row = `${penalty.toString().padStart(7)}${wordPenalty.toString().padStart(10)}`;
      console.log(`${row}   ${f1.toFixed(3)}`);
    }
  }
}

function write(): void {
  const kept = [...fitChoice(choicesOf(marked), fitOptions)]
    .map(([name, weight]) => [name, Math.round(weight * 10_000) / 10_000] as const)
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT);
  const model = { fittedTo: `${marked.length} abstracts`, ...fitOptions };
  const weights = Object.fromEntries(kept);
  writeFileSync(file, `${JSON.stringify({ ...model, weights }, undefined, 1)}\n`);
  console.log(`${kept.length} weights are written to models/key-sentence.json`);
}
