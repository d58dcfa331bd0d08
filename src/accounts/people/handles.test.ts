import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkHandle, hideHandle, makeHandle } from "./handles.ts";

test("whatever somebody is called, a name is made that could have been chosen", async () => {
  const taken = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: "grapheme" }), fc.emailAddress(), fc.lorem(), fc.constant("Ada")),
      async (text) => {
        const name = await makeHandle(text, async (wanted) => taken.has(wanted));
        assert.equal(checkHandle(name), name);
        assert.ok(!taken.has(name));
        taken.add(name);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("names of authority are refused however they are dressed", () => {
  for (const name of ["admin", "Admin", "@admin", "ad-min", "admin2", "a-d-m-i-n-7", "root-1"]) {
    assert.throws(() => checkHandle(name), { code: "conflict" }, name);
  }
  for (const name of ["ada", "user-1", "adminton", "ed-ito", "topic-7", "x1"]) {
    assert.equal(checkHandle(name), name);
  }
});

test("the name of somebody who has gone can be compared, but not read", () => {
  assert.equal(hideHandle("ada"), hideHandle("ada"));
  assert.notEqual(hideHandle("ada"), hideHandle("eve"));
  assert.doesNotMatch(hideHandle("countess"), /countess/);
  assert.throws(() => checkHandle(hideHandle("ada")), { code: "invalid" });
});
