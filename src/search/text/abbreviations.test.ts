import assert from "node:assert/strict";
import { test } from "node:test";
import { findAbbreviations } from "./abbreviations.ts";

test("a short form in brackets stands for the words before it", () => {
  assert.deepEqual(findAbbreviations("We use retrieval-augmented generation (RAG) here."), [
    { short: "rag", long: "retriev augment generat" },
  ]);
});

test("a short form in the plural is the same short form", () => {
  const [one] = findAbbreviations("the rise of large language models (LLMs)");
  assert.deepEqual(one, { short: "llm", long: "larg languag model" });
});

test("letters inside words count, and small words between them stay", () => {
  assert.equal(
    findAbbreviations("by magnetic resonance imaging (MRI)")[0]?.long,
    "magnet reson imag",
  );
  assert.equal(findAbbreviations("the area under the curve (AUC)")[0]?.long, "area under the curv");
});

test("brackets that explain nothing are no short forms", () => {
  assert.deepEqual(findAbbreviations("as shown (Fig) before (see A) and (BERT)"), []);
  assert.deepEqual(findAbbreviations("it ended. Generation (RAG)"), []);
});
