import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ownPath } from "./own-path.ts";

test("paths of the site are kept with their query", () => {
  for (const path of [
    "/",
    "/settings",
    "/papers/2611.00001?sort=new",
    "/search?q=a+b%20c&page=2",
  ]) {
    assert.equal(ownPath(path), path);
  }
});

const foreign = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "/ /evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "evil.example",
  "@evil.example",
  " /settings",
  "/settings\r\nset-cookie: a=b",
  "/a\u0000b",
  "/\u202eb",
  "",
  undefined,
  null,
  7,
  ["/settings"],
  `/${"a".repeat(3_000)}`,
];

for (const wanted of foreign) {
  test(`${JSON.stringify(wanted)?.slice(0, 40)} leads to the front page`, () => {
    assert.equal(ownPath(wanted), "/");
  });
}

test("whatever is asked for, a browser that follows it stays on the site", () => {
  const part = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "@",
    ":",
    "//",
    "evil.example",
    "%2f",
    "\t",
    "?",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 8 }), (parts) => {
      const base = "https://papers.example";
      assert.equal(new URL(ownPath(parts.join("")), `${base}/settings`).origin, base);
    }),
    { numRuns: 2_000 },
  );
});
