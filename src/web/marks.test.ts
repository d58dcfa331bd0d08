import assert from "node:assert/strict";
import { test } from "node:test";
import { marksOf } from "./marks.ts";

test("words that stand side by side are marked as one", () => {
  const text = "A small-gear framework for gears, frameworks and more";
  const mark = marksOf({ terms: ["gear", "framework"] });
  const marked = mark(text).map(([start, end]) => text.slice(start, end));
  assert.deepEqual(marked, ["gear framework", "gears", "frameworks"]);
});
