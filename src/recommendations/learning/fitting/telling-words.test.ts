import assert from "node:assert/strict";
import { test } from "node:test";
import { tellingWords } from "./telling-words.ts";

test("a pair of words stands for its words, in the place of the weightiest", () => {
  const terms = [
    { label: "graph", weight: 3 },
    { label: "molecules", weight: 2 },
    { label: "graph networks", weight: 1.5 },
    { label: "networks", weight: 1 },
    { label: "energy", weight: 0.5 },
  ];
  assert.deepEqual(tellingWords(terms, 3), ["graph networks", "molecules", "energy"]);
});

test("a pair that is light beside its word came about by chance, and says nothing", () => {
  const terms = [
    { label: "splatting", weight: 3 },
    { label: "splatting achieves", weight: 0.4 },
    { label: "scenes", weight: 0.3 },
  ];
  assert.deepEqual(tellingWords(terms, 2), ["splatting", "scenes"]);
});

test("words of the same weight stand by the alphabet, and no more than asked for", () => {
  const terms = ["c", "a", "b"].map((label) => ({ label, weight: 1 }));
  assert.deepEqual(tellingWords(terms, 2), ["a", "b"]);
});
