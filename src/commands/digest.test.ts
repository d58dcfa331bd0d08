import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openDatabase } from "#platform";
import { addReaders, readers } from "../../test/support/readers.ts";
import { readConfig } from "../config.ts";
import { digestCommand } from "./digest.ts";

test("how digests stand is told while the site is served from the same folder", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-"));
  t.after(() => rmSync(dataDir, { recursive: true }));
  // The site: it holds the data folder.
  const database = await openDatabase({ databaseUrl: "", dataDir });
  t.after(() => database.close());
  await addReaders(database, readers(3), { next_due_at: "2026-11-21T08:00:00.000Z" });
  const told: [unknown, string][] = [];
  const output = {
    isJson: true,
    result: (value: unknown, text: string) => void told.push([value, text]),
    note: () => {},
  };
  await digestCommand.run({
    words: ["status"],
    values: {},
    config: readConfig({}),
    dataDir,
    output,
  });
  const [[value, text] = [undefined, ""]] = told;
  assert.deepEqual(value, {
    subscribers: 3,
    digests: 3,
    nextDueAt: "2026-11-21T08:00:00.000Z",
    mails: {},
    isPaused: false,
  });
  assert.match(text, /^3 subscribers with 3 digests; the next is due 2026-11-21/);
});
