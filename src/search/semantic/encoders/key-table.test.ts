import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { createKeyTable, KEY_BYTES } from "./key-table.ts";

const keyOf = (name: number) =>
  createHash("sha256").update(String(name)).digest().subarray(0, KEY_BYTES);

test("a table of keys answers as a map does, whatever is set, forgotten and set again", () => {
  const step = fc.record({ name: fc.nat(30), value: fc.nat(1e6), forgets: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const table = createKeyTable();
      const map = new Map<number, number>();
      for (const { name, value, forgets } of steps) {
        if (forgets) table.forget(keyOf(name));
        else table.set(keyOf(name), value);
        if (forgets) map.delete(name);
        else map.set(name, value);
      }
      for (let name = 0; name <= 30; name++)
        assert.equal(table.get(keyOf(name)), map.get(name) ?? -1);
    }),
    { numRuns: 50 },
  );
});

test("keys that agree in all but their last bytes are told apart, also when the table grows", () => {
  const table = createKeyTable();
  const key = Buffer.alloc(KEY_BYTES, 7);
  for (let value = 0; value < 3_000; value++) {
    key.writeUInt16LE(value, KEY_BYTES - 2);
    table.set(key, value);
  }
  assert.equal(table.size, 3_000);
  for (let value = 0; value < 3_000; value++) {
    key.writeUInt16LE(value, KEY_BYTES - 2);
    assert.equal(table.get(key), value);
  }
});
