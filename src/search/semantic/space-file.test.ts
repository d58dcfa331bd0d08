import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeSpace, encodeSpace } from "./space-file.ts";

const tables = {
  dimensions: 2,
  entries: ["sun suns", "moon", "##s"],
  rows: Int8Array.from([127, -3, 0, 127, 5, 127]),
  scales: Float32Array.from([0.5, 0.25, 1e-3]),
};

test("a space comes back from its bytes as it was", () => {
  const bytes = Buffer.from(encodeSpace("tiny", tables));
  const read = decodeSpace(bytes);
  assert.deepEqual(read.tables, tables);
});

test("the identity is the name and a checksum of the content", () => {
  const one = decodeSpace(Buffer.from(encodeSpace("tiny", tables)));
  assert.match(one.identity, /^tiny-[0-9a-f]{12}$/);
  const other = { ...tables, rows: tables.rows.map((value) => -value) };
  const two = decodeSpace(Buffer.from(encodeSpace("tiny", other)));
  assert.notEqual(two.identity, one.identity);
});

test("any flipped bit and any cut is noticed", () => {
  const whole = Buffer.from(encodeSpace("tiny", tables));
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    assert.throws(() => decodeSpace(changed), { name: "AppError", code: "invalid" }, `byte ${at}`);
    const cut = Buffer.from(whole.subarray(0, at));
    assert.throws(() => decodeSpace(cut), { name: "AppError", code: "invalid" }, `cut at ${at}`);
  }
});
