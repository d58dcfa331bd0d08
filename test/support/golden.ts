import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../golden/", import.meta.url);

/**
 * Compares with the exact bytes of `test/golden/NAME`. With `UPDATE_GOLDEN=1` writes them
 * instead: look at the difference before keeping it.
 */
export function assertGolden(name: string, actual: string): void {
  const file = new URL(name, folder);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, "utf8"), `${name} changed; UPDATE_GOLDEN=1 rewrites it`);
}
