import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createJsonSplitter } from "./split-json.ts";

function split(text: string, chunkLength = text.length || 1) {
  const items: [unknown, number][] = [];
  const refused: string[] = [];
  const splitter = createJsonSplitter({
    onItem: (item, line) => items.push([item, line]),
    onRefused: (line, reason) => refused.push(`${line}: ${reason}`),
  });
  for (let at = 0; at < text.length; at += chunkLength)
    splitter.push(text.slice(at, at + chunkLength));
  return { items, refused, isWhole: splitter.end() };
}

const value = fc.jsonValue({ maxDepth: 3 });
const size = fc.integer({ min: 1, max: 20 });
const indent = fc.constantFrom(0, 2);

test("the items of any list are its elements, cut anywhere, indented or not", () => {
  fc.assert(
    fc.property(fc.array(value), size, indent, (list, chunkLength, space) => {
      const { items, isWhole } = split(JSON.stringify(list, null, space), chunkLength);
      assert.deepEqual(
        items.map(([text]) => JSON.parse(String(text))),
        JSON.parse(JSON.stringify(list)),
      );
      assert.ok(isWhole);
    }),
  );
});

test("a list named in an object gives its elements, an object without one is an item", () => {
  fc.assert(
    fc.property(fc.array(value), value, size, (list, other, chunkLength) => {
      const page = { query: other, dailyPapers: list, next: other };
      const parsed = split(JSON.stringify(page), chunkLength).items.map(([text]) =>
        JSON.parse(String(text)),
      );
      assert.deepEqual(parsed, JSON.parse(JSON.stringify(list)));
      const alone = { title: other, tags: list };
      const { items } = split(JSON.stringify(alone), chunkLength);
      assert.deepEqual(
        items.map(([text]) => JSON.parse(String(text))),
        [JSON.parse(JSON.stringify(alone))],
      );
    }),
  );
});

test("each item knows the line it begins on", () => {
  assert.deepEqual(split('[\n{"a": "x",\n"b": 1},\n\n{"a": 2}\n]').items, [
    ['{"a": "x",\n"b": 1}', 2],
    ['{"a": 2}', 5],
  ]);
});

test("a lost quote costs one record, not the rest of the list", () => {
  const { items } = split('[\n{"a": "lost},\n{"a": "kept"}\n]');
  assert.ok(items.some(([text]) => String(text).includes('"kept"')));
});

test("items nested a million deep are refused and the next one is read", () => {
  const bomb = "[".repeat(1_000_000) + "]".repeat(1_000_000);
  const { items, refused } = split(`[{"a":${bomb}},{"b":1}]`, 1000);
  assert.deepEqual(items, [['{"b":1}', 1]]);
  assert.deepEqual(refused, ["1: The record is nested more than 100 deep."]);
});

test("text that breaks off is no whole document", () => {
  assert.equal(split('[{"a": 1}, {"b"').isWhole, false);
  assert.equal(split('[{"a": 1}, {"b": 2}').isWhole, false);
  assert.equal(split('[{"a": 1}, {"b": 2}]').isWhole, true);
});
