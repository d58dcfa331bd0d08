import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { takeApart } from "../score.ts";
import { crossValidate } from "./cross-validate.ts";
import { evaluateKeySentences } from "./evaluate.ts";
import { fitChoice } from "./fit-choice.ts";
import { readMarkedAbstracts } from "./marked-abstracts.ts";
import { type Learn, methods, weighing } from "./methods.ts";

const SENTENCES = [
  "Gears wear out.",
  "We propose to oil gears.",
  "They then last.",
  "Code is there.",
];
const ABSTRACT = SENTENCES.join(" ");

function lineOf(index: number, marked: string, label = "idea"): string {
  const start = ABSTRACT.indexOf(marked);
  const spans = [[start, start + marked.length, label]];
  return JSON.stringify({ id: `paper-${index}`, abstract: ABSTRACT, spans });
}

async function folderWith(t: TestContext, lines: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "abstract_spans.jsonl"), `${lines.join("\n")}\n`);
  return folder;
}

test("a sentence is of the idea when it holds most of a mark, or is mostly marked", async (t) => {
  const folder = await folderWith(t, [
    lineOf(1, "propose to oil gears. They then last"),
    lineOf(2, "Gears wear out.", "problem"),
  ]);
  const [marked, ...others] = readMarkedAbstracts(folder);
  assert.equal(others.length, 0);
  assert.deepEqual(marked?.holds, [false, true, false, false]);
  assert.deepEqual(marked?.isIdea, [false, true, true, false]);
});

test("a line that is something else is named, and so is a file that is not there", async (t) => {
  const folder = await folderWith(t, [lineOf(1, "oil"), '{"id": "x"}']);
  assert.throws(() => readMarkedAbstracts(folder), { code: "invalid", message: /Line 2 of/ });
  assert.throws(() => readMarkedAbstracts(join(folder, "none")), { code: "not_found" });
});

test("each abstract is picked from by what was learnt from all folds but its own", async (t) => {
  const lines = Array.from({ length: 60 }, (_, index) => lineOf(index, "We propose to oil gears."));
  const marked = readMarkedAbstracts(await folderWith(t, lines));
  const learn: Learn = (training) => {
    const known = new Set<unknown>(training);
    assert.ok(known.size > marked.length / 2);
    return (abstract) => {
      assert.ok(!known.has(abstract));
      return known.size;
    };
  };
  const sizes = crossValidate(marked, learn, 1);
  assert.equal(sizes.length, marked.length);
  assert.deepEqual(crossValidate(marked, learn, 1), sizes);
  assert.notDeepEqual(crossValidate(marked, learn, 2), sizes);
});

test("methods stand beside the fitted one and the best there is", async (t) => {
  const lines = Array.from({ length: 40 }, (_, index) => lineOf(index, "We propose to oil gears."));
  const report = evaluateKeySentences(await folderWith(t, lines));
  assert.equal(report.abstracts, 40);
  const of = (name: string) => report.methods.find(({ method }) => method === name)!;
  assert.equal(of("first proposal").f1.value, 1);
  assert.equal(of("fitted").f1.value, 1);
  assert.deepEqual(of("last").hits, { value: 0, low: 0, high: 0 });
  assert.equal(of("last").fittedLead.value, 1);
  assert.deepEqual(of("fitted").fittedLead, { value: 0, low: 0, high: 0 });
  assert.deepEqual(report.ceiling, { f1: 1, hits: 1 });
});

test("a baseline of few cues learns weights of its own features alone", () => {
  const { features } = takeApart(ABSTRACT);
  const choices = [{ features, isRight: [false, true, false, false] }];
  const only = new Set(["first-proposal", "length"]);
  const weights = fitChoice(choices, { penalty: 1, wordPenalty: 1, leastAbstracts: 1, only });
  assert.deepEqual([...weights.keys()], [...only]);
});

test("weights learn which sentence is chosen, and the same ones each time", () => {
  const features = takeApart(ABSTRACT);
  const choices = Array.from({ length: 8 }, () => ({
    features: features.features,
    isRight: [false, false, true, false],
  }));
  const options = { penalty: 1, wordPenalty: 1, leastAbstracts: 2 };
  const weights = fitChoice(choices, options);
  assert.equal(weighing(weights)(features), 2);
  assert.deepEqual(fitChoice(choices, options), weights);
});

test("the sentence that is most like the others is the most central", () => {
  const apart = takeApart(
    "Small gears turn. Oil helps small gears turn fast. Fast oil burns. Cats sleep.",
  );
  assert.equal(methods.LexRank([])(apart), 1);
});
