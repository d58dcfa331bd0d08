import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runProgram, temporaryFolder } from "../support/program.ts";

const seeds = fileURLToPath(new URL("../../../shared/data/seeds", import.meta.url));
const skip = existsSync(seeds) ? false : "the data folder is not beside the repository";

test("the four saved pages become 506 papers, and importing them again changes nothing", {
  skip,
}, async (t) => {
  const data = join(await temporaryFolder(t), "data");
  const files = (await readdir(seeds)).sort().map((name) => join(seeds, name));
  const words = ["import", ...files, "--data", data, "--date", "2026-11-20", "--json"];

  const first = await runProgram(words);
  assert.equal(first.code, 0, first.stderr);
  assert.deepEqual(JSON.parse(first.stdout), {
    files: 4,
    read: 511,
    added: 506,
    merged: 5,
    unchanged: 0,
    refused: [],
  });

  const second = await runProgram(words);
  assert.deepEqual(JSON.parse(second.stdout), {
    files: 4,
    read: 511,
    added: 0,
    merged: 0,
    unchanged: 511,
    refused: [],
  });

  const found = await runProgram([
    "search",
    "theoretical study",
    "--data",
    data,
    "--json",
    "--limit",
    "5",
  ]);
  const answer = JSON.parse(found.stdout);
  assert.equal(answer.papers.length, 5);
  assert.match(answer.papers[0].title, /theoretical study/i);

  const edition = await runProgram(["edition", "2026-11-20", "--data", data, "--json"]);
  assert.equal(JSON.parse(edition.stdout).total, 506);
});
