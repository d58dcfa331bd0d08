import assert from "node:assert/strict";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openDatabase } from "./index.ts";

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("accounts are kept where nobody else on the machine reads them", async () => {
  const root = await mkdtemp(join(tmpdir(), "data-folder-"));
  try {
    const dataDir = join(root, "above", "data");
    const database = await openDatabase({ dataDir, databaseUrl: "" });
    assert.equal(modeOf(dataDir), 0o700);
    const files = readdirSync(dataDir).filter((name) => name.startsWith("broadsheet.sqlite"));
    assert.ok(files.length > 1, "the journal stands beside the database");
    for (const name of files) assert.equal(modeOf(join(dataDir, name)), 0o600, name);
    await database.close();

    const known = join(root, "known");
    mkdirSync(known, { mode: 0o755 });
    await (await openDatabase({ dataDir: known, databaseUrl: "" })).close();
    assert.equal(modeOf(known), 0o755, "permissions somebody chose stay");
  } finally {
    await rm(root, { recursive: true });
  }
});
