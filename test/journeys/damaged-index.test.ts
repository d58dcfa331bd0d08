import assert from "node:assert/strict";
import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { ended, readyUrl, runProgram, startProgram, temporaryFolder } from "../support/program.ts";

const PAPERS = 300;

/** A data folder with papers and a saved index. */
async function openFolder(t: TestContext): Promise<{ data: string; index: string }> {
  const folder = await temporaryFolder(t);
  const [file, data] = [join(folder, "papers.jsonl"), join(folder, "data")];
  const lines = Array.from({ length: PAPERS }, (_, at) =>
    JSON.stringify({ id: `d:${at}`, title: `Tidal pool number q${at}`, abstract: "Rocks." }),
  );
  await writeFile(file, lines.join("\n"));
  assert.equal((await runProgram(["import", file, "--data", data])).code, 0);
  return { data, index: join(data, "index") };
}

const damages: Record<string, (index: string) => Promise<void>> = {
  "a flipped bit in its columns": async (index) => {
    const path = join(index, (await readdir(index)).find((file) => file.endsWith(".segment"))!);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 4;
    await writeFile(path, bytes);
  },
  "vectors cut short": async (index) => {
    const file = (await readdir(index)).find((one) => one.endsWith(".vectors"))!;
    await truncate(join(index, file), 100);
  },
  "a table of contents of another version": async (index) => {
    const path = join(index, "index.json");
    await writeFile(path, (await readFile(path, "utf8")).replace(/formatVersion":/, "$&9"));
  },
};

interface Answer {
  readonly total: number;
}

test("a site answers at once on a damaged index, says why, and builds it anew", async (t) => {
  const folder = await openFolder(t);
  for (const [name, damage] of Object.entries(damages)) {
    await t.test(name, () => healsFrom(folder, damage));
  }
});

async function healsFrom(
  { data, index }: { readonly data: string; readonly index: string },
  damage: (index: string) => Promise<void>,
): Promise<void> {
  await damage(index);
  const child = startProgram(["serve", "--port", "0", "--offline", "--data", data]);
  const end = ended(child);
  const url = await readyUrl(child);
  const found = async (): Promise<number> => {
    const response = await fetch(`${url}/api/v1/search?q=tidal`);
    assert.equal(response.status, 200, "a search is answered whatever the index is like");
    return ((await response.json()) as Answer).total;
  };
  for (const path of ["/", "/search?q=tidal", "/healthz"]) {
    assert.ok((await fetch(`${url}${path}`)).status < 500, path);
  }
  for (let attempt = 0; (await found()) < PAPERS && attempt < 600; attempt++) await wait(50);
  assert.equal(await found(), PAPERS);
  // What is not written when the program stops is indexed at the next start.
  child.kill("SIGTERM");
  const { code, stderr } = await end;
  assert.equal(code, 0);
  assert.match(stderr, /saved search index is built anew/);
  const after = await runProgram(["search", "tidal", "--data", data, "--json"]);
  assert.equal(JSON.parse(after.stdout).total, PAPERS);
}
