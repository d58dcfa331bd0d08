import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "./config.ts";

test("issues are kept for half a year, for the days that are set, or for ever", () => {
  assert.equal(readConfig({}).digests.keepDays, 180);
  assert.equal(readConfig({ DIGEST_KEEP_DAYS: "30" }).digests.keepDays, 30);
  assert.equal(readConfig({ DIGEST_KEEP_DAYS: "0" }).digests.keepDays, 0);
  for (const wrong of ["-1", "1.5", "ever"]) {
    assert.throws(() => readConfig({ DIGEST_KEEP_DAYS: wrong }), { message: /DIGEST_KEEP_DAYS/ });
  }
});
