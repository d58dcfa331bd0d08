import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { ended, readyUrl, runProgram, startProgram, temporaryFolder } from "../support/program.ts";

async function serve(t: TestContext, words: readonly string[]): Promise<string> {
  const child = startProgram(["serve", "--port", "0", ...words]);
  const end = ended(child);
  t.after(async () => {
    child.kill("SIGTERM");
    assert.equal((await end).code, 0, "the program ends well when asked to");
  });
  return readyUrl(child);
}

/** Asks until the page holds the text, or gives back what it held last. */
async function pageWith(url: string, text: string): Promise<string> {
  let page = "";
  for (let attempt = 0; attempt < 100; attempt++) {
    page = await (await fetch(url)).text();
    if (page.includes(text)) return page;
    await wait(100);
  }
  return page;
}

test("an empty data folder without a network shows the demonstration edition and says so", async (t) => {
  const folder = await temporaryFolder(t);
  const url = await serve(t, ["--offline", "--data", join(folder, "data")]);
  const page = await pageWith(url, "demonstration");
  assert.match(page, /demonstration edition/);
  assert.match(page, /<h2/);
});

test("files named at the start are read, indexed, published and served", async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, "papers.jsonl");
  const paper = {
    id: "2611.00001",
    title: "Tidal locking of small moons",
    abstract: "We show how small moons come to face their planet.",
    authors: ["Ada Reader", "Blaise Voter"],
  };
  await writeFile(file, `${JSON.stringify(paper)}\n`);
  const url = await serve(t, ["--data", join(folder, "data"), "--import", file]);
  const page = await pageWith(url, "Tidal locking");
  assert.match(page, /Tidal locking of small moons/);
  assert.doesNotMatch(page, /demonstration edition/);
  const found = await pageWith(`${url}/search?q=moon`, "2611.00001");
  assert.match(found, /Tidal locking|<mark>/);
  const refused = await runProgram(["search", "moon", "--data", join(folder, "data")]);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /in use|another process/i);
});

test("wrong words are answered with the usage and status 2", async () => {
  for (const words of [
    ["nothing"],
    ["import"],
    ["search", "x", "--limit", "0"],
    ["serve", "x"],
    ["digest", "eat"],
    ["search", "x", "--mode", "guess"],
    ["import", "x", "--date", "2026-02-30"],
    ["edition", "soon"],
    ["freeze", "2026-13"],
    ["digest", "preview", "--date", "soon"],
  ]) {
    const { code, stdout, stderr } = await runProgram(words);
    assert.equal(code, 2, words.join(" "));
    assert.equal(stdout, "");
    assert.match(stderr, /broadsheet/);
  }
});

test("a word with a minus is one of the query, wherever it stands", async (t) => {
  const folder = await temporaryFolder(t);
  for (const words of [
    ["-rain", "snow"],
    ["snow", "-rain"],
    ["snow", "--", "-rain"],
  ]) {
    const { stdout } = await runProgram(["search", "--data", folder, "--json", ...words]);
    assert.equal(JSON.parse(stdout).query, "snow -rain");
  }
});

test("a file that is not there is named, with status 1", async (t) => {
  const folder = await temporaryFolder(t);
  const { code, stdout, stderr } = await runProgram([
    "import",
    join(folder, "none.bib"),
    "--data",
    join(folder, "data"),
    "--json",
  ]);
  assert.equal(code, 1);
  assert.equal(JSON.parse(stdout).refused.length, 1);
  assert.match(stderr, /none\.bib/);
});
