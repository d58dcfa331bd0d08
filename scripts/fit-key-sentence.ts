/**
 * Fits the weights by which the key sentence is chosen, to the training half of abstracts in
 * which readers marked the idea.
 *
 *   node scripts/fit-key-sentence.ts [DIR]    default ../shared/data/abstract-spans
 *   node scripts/fit-key-sentence.ts --write  also writes models/key-sentence.json
 *
 * Says, for several penalties, the F1 on the training half, each fifth of it with the weights
 * fitted to the rest. The other half is measured by `broadsheet evaluate-key-sentences`.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type FitOptions, fitChoice } from "../src/papers/key-sentence/evaluation/fit-choice.ts";
import {
  type MarkedAbstract,
  readMarkedAbstracts,
} from "../src/papers/key-sentence/evaluation/marked-abstracts.ts";
import { weighing } from "../src/papers/key-sentence/evaluation/methods.ts";

const FOLDS = 5;
const chosen: FitOptions = { penalty: 8, wordPenalty: 8, leastAbstracts: 4 };
/** Weights nearer to 0 are not kept. */
const LEAST_WEIGHT = 0.005;
const file = new URL("../models/key-sentence.json", import.meta.url);

const { values, positionals } = parseArgs({
  options: { write: { type: "boolean" } },
  allowPositionals: true,
});
const place = positionals[0] ?? "../shared/data/abstract-spans";
const training = readMarkedAbstracts(place).filter(({ isForTraining }) => isForTraining);
const choicesOf = (marked: readonly MarkedAbstract[]) =>
  marked.map(({ features, isIdea }) => ({ features, isRight: isIdea }));

console.log(`${training.length} abstracts\npenalty  of words   F1`);
for (const penalty of [2, 4, 8, 16]) {
  for (const wordPenalty of [4, 8, 16]) {
    const f1 = crossValidate({ ...chosen, penalty, wordPenalty });
    console.log(`${penalty.toString().padStart(7)}${wordPenalty.toString().padStart(10)}   ${f1}`);
  }
}
if (values.write) write();

function crossValidate(options: FitOptions): string {
  let [right, all] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = training.filter((_, at) => at % FOLDS !== fold);
    const pick = weighing(fitChoice(choicesOf(rest), options));
    for (const marked of training.filter((_, at) => at % FOLDS === fold)) {
      right += marked.isIdea[pick(marked)] === true ? 1 : 0;
      all += 1 + marked.isIdea.filter(Boolean).length;
    }
  }
  return ((2 * right) / all).toFixed(3);
}

function write(): void {
  const kept = [...fitChoice(choicesOf(training), chosen)]
    .map(([name, weight]) => [name, Math.round(weight * 10_000) / 10_000] as const)
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT);
  const model = { fittedTo: `${training.length} abstracts`, ...chosen };
  const weights = Object.fromEntries(kept);
  writeFileSync(file, `${JSON.stringify({ ...model, weights }, undefined, 1)}\n`);
  console.log(`\n${kept.length} weights are written to models/key-sentence.json`);
}
