import assert from "node:assert/strict";
import { test } from "node:test";
import { learnNeighbours, suitOfReaders } from "./item-neighbours.ts";

const library = (...papers: number[]) => Uint32Array.from(papers);

test("papers that the same readers like are neighbours, those of more readers nearer", () => {
  const libraries = [library(0, 1), library(0, 1), library(0, 2), library(3, 4)];
  const { starts, papers } = learnNeighbours(libraries, 5);
  assert.deepEqual([...papers.subarray(starts[0], starts[1])], [1, 2]);
  assert.deepEqual([...papers.subarray(starts[3], starts[4])], [4]);
});

test("what a reader of everything likes says less than what a reader of little does", () => {
  const libraries = [library(0, 1), library(0, 2, 3, 4, 5, 6)];
  const { starts, papers, likeness } = learnNeighbours(libraries, 7);
  assert.equal(papers[starts[0]!], 1);
  assert.ok(likeness[0]! > 2 * likeness[1]!);
});

test("only the nearest are kept", () => {
  const { starts } = learnNeighbours([library(0, 1, 2, 3)], 4, { most: 2 });
  assert.deepEqual([...starts], [0, 2, 4, 6, 8]);
});

test("what suits a reader is near to all they like, and nothing is near to a stranger", () => {
  const libraries = [library(0, 1, 2), library(0, 2), library(1, 2), library(3, 4)];
  const neighbours = learnNeighbours(libraries, 5);
  const suit = suitOfReaders(neighbours, library(0, 1));
  assert.ok(suit[2]! > suit[0]! && suit[2]! > suit[1]!);
  assert.equal(suit[3], 0);
  assert.deepEqual(suitOfReaders(neighbours, library()), new Float32Array(5));
});
