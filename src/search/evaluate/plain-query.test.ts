import assert from "node:assert/strict";
import { test } from "node:test";
import { plainQuery } from "./plain-query.ts";

test("quotes, colons and leading hyphens of a text are no operators", () => {
  assert.equal(
    plainQuery('the "cold start" problem: author:smith -based - methods'),
    "the cold start problem author smith based methods",
  );
});

test("hyphens inside words stay", () => {
  assert.equal(plainQuery("one-shot learning of IL-6 levels"), "one-shot learning of IL-6 levels");
});

test("a text that is too long for the engine is cut between words", () => {
  const query = plainQuery("measure ".repeat(300));
  assert.ok(query.length <= 1_000);
  assert.ok(query.endsWith("measure"));
});

test("of a text that is too long the words that say nothing go first", () => {
  const query = plainQuery(`${"the of and ".repeat(200)}measure heat`);
  assert.equal(query, "measure heat");
});
