import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { ended, runProgram, startProgram, temporaryFolder } from "../support/program.ts";

const kills = process.env.REQUIRE_EVERYTHING ? 20 : 5;
const paperCount = 6000;

function line(index: number): string {
  // Every seventh title stands twice, so that some records merge across transactions.
  const number = index % 7 === 0 ? index - 3500 : index;
  return JSON.stringify({
    id: `kill:${index}`,
    title: `On the endurance of paper number ${Math.max(number, 0)}`,
    abstract: `We interrupt the import of paper ${Math.max(number, 0)} and find that nothing is lost.`,
    authors: [`Ada Writer${Math.max(number, 0) % 97}`],
    venue: "test2026",
  });
}

/** Every row of every table, in an order of its own; but for the instants at which papers arrived. */
function dump(dataDir: string): string[] {
  const database = new DatabaseSync(join(dataDir, "broadsheet.sqlite"), { readOnly: true });
  const tables = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'kysely_%' order by name",
    )
    .all();
  const rows = tables.flatMap(({ name }) => {
    const found = database.prepare(`select * from "${name}"`).all();
    const lines = found.map((row) =>
      JSON.stringify({ ...row, last_arrival_at: undefined, added_at: undefined }),
    );
    return [`## ${name}`, ...lines.sort()];
  });
  database.close();
  return rows;
}

test(`a kill -9 in the middle of an import, ${kills} times, and the same command again: the database of one clean run`, async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, "papers.jsonl");
  await writeFile(file, Array.from({ length: paperCount }, (_, index) => line(index)).join("\n"));
  const words = (data: string) => [
    "import",
    file,
    "--date",
    "2026-11-20",
    "--data",
    join(folder, data),
    "--json",
  ];

  const clean = await runProgram(words("clean"));
  assert.equal(clean.code, 0, clean.stderr);
  const summary = JSON.parse(clean.stdout);
  assert.equal(summary.read, paperCount);

  let interrupted = 0;
  for (let kill = 0; kill < kills; kill++) {
    const child = startProgram(words("killed"));
    const end = ended(child);
    // Spread over the whole run: from before the first transaction to the writing of the index.
    await Promise.race([wait(200 + kill * (1800 / kills)), end]);
    if (child.kill("SIGKILL")) interrupted++;
    await end;
  }
  assert.ok(interrupted > 0, "no run was interrupted");
  const last = await runProgram(words("killed"));
  assert.equal(last.code, 0, last.stderr);
  const killed = dump(join(folder, "killed"));
  const expected = dump(join(folder, "clean"));
  const first = killed.findIndex((row, index) => row !== expected[index]);
  assert.equal(
    first === -1 ? undefined : killed[first],
    first === -1 ? undefined : expected[first],
  );
  assert.equal(killed.length, expected.length);
});
