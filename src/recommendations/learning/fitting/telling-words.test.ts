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

test("words of the same weight stand by the alphabet, and no more than asked for", () => {
  const terms = ["c", "a", "b"].map((label) => ({ label, weight: 1 }));
  assert.deepEqual(tellingWords(terms, 2), ["a", "b"]);
});
