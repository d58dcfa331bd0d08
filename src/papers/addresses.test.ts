import assert from "node:assert/strict";
import { test } from "node:test";
import { addressesOf } from "./addresses.ts";

test("the best address is one that a browser fetches, whatever sources link to", () => {
  const links = [
    { kind: "abstract", url: "javascript:alert(1)" },
    { kind: "pdf", url: "ftp://example.org/gears.pdf" },
    { kind: "other", url: "HTTPS://example.org/gears" },
  ] as const;
  assert.deepEqual(addressesOf({ links }), { best: "HTTPS://example.org/gears" });
  assert.deepEqual(addressesOf({ links: links.slice(0, 2) }), {});
});
