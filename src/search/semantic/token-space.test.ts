import assert from "node:assert/strict";
import { test } from "node:test";
import { createTokenSpace } from "./token-space.ts";

const space = createTokenSpace(
  {
    dimensions: 2,
    entries: ["east", "north", "far"],
    rows: Int8Array.from([100, 0, 0, 100, 50, 50]),
    scales: Float32Array.from([0.01, 0.01, 0.02]),
  },
  "compass",
);

function assertVector(actual: Float32Array, expected: readonly number[]) {
  const text = `[${actual}] is not [${expected}]`;
  assert.ok(
    actual.every((value, at) => Math.abs(value - expected[at]!) < 1e-6),
    text,
  );
}

test("a text is the normalised sum of its tokens, each by the root of its count", () => {
  assertVector(space.embedQuery("East"), [1, 0]);
  assertVector(space.embedQuery("east, north"), [Math.SQRT1_2, Math.SQRT1_2]);
  // Four times east weighs 2 against 1.
  assertVector(space.embedQuery("east east east east north"), [2 / Math.sqrt(5), 1 / Math.sqrt(5)]);
});

test("scales are a part of a token's length", () => {
  // east (1, 0) and far (1, 1).
  assertVector(space.embedQuery("east far"), [2 / Math.sqrt(5), 1 / Math.sqrt(5)]);
});

test("a title weighs half of the abstract, however long either is", () => {
  const abstract = "north ".repeat(9);
  assertVector(space.embedPaper({ title: "east", abstract }), [1 / Math.sqrt(5), 2 / Math.sqrt(5)]);
});

test("a paper without abstract is its title, and the other way round", () => {
  assertVector(space.embedPaper({ title: "east", abstract: "" }), [1, 0]);
  assertVector(space.embedPaper({ title: "", abstract: "north" }), [0, 1]);
});

test("what the space does not know has no direction", () => {
  assertVector(space.embedQuery("west"), [0, 0]);
  assertVector(space.embedPaper({ title: "west", abstract: "" }), [0, 0]);
});
