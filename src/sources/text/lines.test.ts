import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { MAX_RECORD_LENGTH } from "../format.ts";
import { createLineSplitter } from "./lines.ts";

function split(pieces: readonly string[]) {
  const lines: [string, number][] = [];
  const tooLong: number[] = [];
  const splitter = createLineSplitter({
    onLine: (line, number) => lines.push([line, number]),
    onTooLong: (number) => tooLong.push(number),
  });
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return { lines, tooLong };
}

test("text cut anywhere gives the same lines as text in one piece", () => {
  const piece = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "\r\n", "é"), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const expected = pieces.join("").split(/\r\n|\n|\r/);
      if (expected.at(-1) === "") expected.pop();
      assert.deepEqual(
        split(pieces).lines,
        expected.map((line, index) => [line, index + 1]),
      );
    }),
  );
});

test("a line over 16 MB is passed over, and the lines around it are kept", () => {
  const long = "x".repeat(MAX_RECORD_LENGTH / 4 + 1);
  const { lines, tooLong } = split(["one\n", long, long, long, long, "\nthree"]);
  assert.deepEqual(lines, [
    ["one", 1],
    ["three", 3],
  ]);
  assert.deepEqual(tooLong, [2]);
});
