import assert from "node:assert/strict";
import { test } from "node:test";
import { loggedPath } from "./logged-path.ts";

test("a logged path keeps the token of a reader's own pages and feeds to itself", () => {
  assert.equal(loggedPath("/digests/rSECRET"), "/digests/…");
  assert.equal(loggedPath("/digests/rSECRET/2026-11-20"), "/digests/…/2026-11-20");
  assert.equal(loggedPath("/digests/rSECRET.atom"), "/digests/…");
  assert.equal(loggedPath("/for-you/SECRET"), "/for-you/…");
  assert.equal(loggedPath("/papers/2611.00001"), "/papers/2611.00001");
  assert.equal(loggedPath("/settings/digests/one"), "/settings/digests/one");
});
