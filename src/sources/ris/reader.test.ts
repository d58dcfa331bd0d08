import assert from "node:assert/strict";
import { test } from "node:test";
import { readRecords, readText, refusalsIn } from "../read-text.suite.ts";

const record = (...lines: string[]) => ["TY  - JOUR", ...lines, "ER  - ", ""].join("\r\n");

test("a line without a tag goes on with the one above", async () => {
  const [one] = await readRecords(
    record("TI  - Notes on", "the Engine", "AB  - One", "two", "three"),
  );
  assert.equal(one?.title, "Notes on the Engine");
  assert.equal(one?.abstract, "One\ntwo\nthree");
});

test("tags that mean the same are read alike, the first that is there counts", async () => {
  const [one] = await readRecords(
    record("T1  - T", "A1  - Wu, C.", "N2  - A.", "Y1  - 1999/01/04/"),
  );
  const [two] = await readRecords(
    record("TI  - T", "AU  - Wu, C.", "AB  - A.", "DA  - 1999-01-04"),
  );
  assert.deepEqual(one, two);
  assert.equal(one?.submittedAt, "1999-01-04T00:00:00Z");
});

test("a year alone is no day, and stands in the reference", async () => {
  const [one] = await readRecords(record("TI  - T", "JO  - J", "VL  - 3", "IS  - 2", "PY  - 1999"));
  assert.equal(one?.submittedAt, undefined);
  assert.equal(one?.journalReference, "J 3(2), 1999");
});

test("records without an ER line between them are two, one without at the end is refused", async () => {
  const readings = await readText(
    "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \nTY  - JOUR\nTI  - Th",
  );
  assert.equal(readings.filter(({ kind }) => kind === "record").length, 2);
  assert.deepEqual(refusalsIn(readings), ["6: The record breaks off before its ER line."]);
});

test("tags outside of a record are refused, words before the first one are not", async () => {
  const readings = await readText(
    `Provider: a library\nDatabase: all\n\n${record("TI  - One")}AU  - Lost`,
  );
  assert.deepEqual(refusalsIn(readings), ["7: AU stands outside of a record (TY to ER)."]);
});
