import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = new URL("..", import.meta.url).pathname;
const temporary: string[] = [];

after(async () => {
  for (const folder of temporary) await rm(folder, { recursive: true });
});

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { name: string } }[];
  };
}

async function cruise(folder: string): Promise<Cruise> {
  const program = join(root, "node_modules/.bin/depcruise");
  const words = [program, "--config", ".dependency-cruiser.mjs", "--output-type", "json", "src"];
  const options = { cwd: folder, maxBuffer: 1 << 28 };
  const { stdout } = await run(process.execPath, words, options).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Cruise;
}

/** One planted file for each rule: its path, its text and the rule it breaks. */
const planted: readonly (readonly [path: string, text: string, rule: string])[] = [
  ["platform/a.ts", 'import "#papers";', "platform-imports-upstream-only"],
  ["sources/a.ts", 'import "#papers";', "sources-imports-upstream-only"],
  ["papers/a.ts", 'import "#search";', "papers-imports-upstream-only"],
  ["papers/b.ts", 'import { x } from "#sources"; x;', "papers-knows-sources-by-type-only"],
  ["accounts/a.ts", 'import "#papers";', "accounts-imports-upstream-only"],
  ["community/a.ts", 'import "#editions";', "community-imports-upstream-only"],
  ["search/a.ts", 'import "#editions";', "search-imports-upstream-only"],
  ["ranking/a.ts", 'import "#platform";', "ranking-imports-upstream-only"],
  ["ranking/b.ts", 'import { x } from "#papers"; x;', "ranking-knows-papers-by-type-only"],
  ["ranking/c.ts", 'import "node:fs";', "ranking-is-pure"],
  ["editions/a.ts", 'import "#search";', "editions-imports-upstream-only"],
  ["digests/a.ts", 'import "#web";', "digests-imports-upstream-only"],
  ["mail/a.ts", 'import "#papers";', "mail-imports-upstream-only"],
  ["recommendations/a.ts", 'import "#picks";', "recommendations-imports-upstream-only"],
  ["summaries/a.ts", 'import "#search";', "summaries-imports-upstream-only"],
  ["picks/a.ts", 'import "#digests";', "picks-imports-upstream-only"],
  ["channels/a.ts", 'import "#digests";', "channels-imports-upstream-only"],
  ["web/a.ts", 'import "#jobs";', "web-imports-upstream-only"],
  ["jobs/a.ts", 'import "#web";', "jobs-imports-upstream-only"],
  ["web/b.ts", 'import "../papers/inner.ts";', "public-face-only"],
  ["root.ts", 'import "./papers/inner.ts";', "public-face-only-from-root"],
  ["commands/c.ts", 'import "../papers/inner.ts";', "public-face-only-from-root"],
  ["web/c.ts", 'import "kysely";', "sql-lives-in-stores"],
  ["web/d.ts", 'import "node:sqlite";', "sql-lives-in-stores"],
  ["web/e.ts", 'import "fast-check";', "no-dev-packages"],
  ["web/f.ts", 'import "./g.ts";', "no-cycles"],
  ["web/g.ts", 'import "./f.ts";', "no-cycles"],
  ["web/h.ts", 'import "./nowhere.ts";', "resolvable"],
];

async function plantHouse(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-planted-"));
  temporary.push(folder);
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  for (const path of ["package.json", "tsconfig.json", ".dependency-cruiser.mjs"]) {
    await write(path, await readFile(join(root, path), "utf8"));
  }
  for (const name of ["kysely", "fast-check"]) {
    const place = join("node_modules", name);
    await cp(join(root, place), join(folder, place), { recursive: true });
  }
  for (const name of await modulesOf(root)) {
    await write(`src/${name}/index.ts`, "export const x = 1;\n");
  }
  await write("src/papers/inner.ts", "export const inner = 1;\n");
  for (const [path, text] of planted) await write(`src/${path}`, `${text}\nexport {};\n`);
  return folder;
}

async function modulesOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(folder, "src"), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.filter((name) => name !== "commands");
}

test("the house keeps its rules, and its files were inspected", async () => {
  const { summary } = await cruise(root);
  const files = await readdir(join(root, "src"), { recursive: true });
  const typed = files.filter((path) => path.endsWith(".ts")).length;
  assert.ok(summary.totalCruised >= typed, `${summary.totalCruised} of ${typed} files inspected`);
  assert.deepEqual(
    summary.violations.map((violation) => `${violation.rule.name}: ${violation.from}`),
    [],
  );
});

test("a planted violation of each rule is caught", async () => {
  const { summary } = await cruise(await plantHouse());
  const caught = new Set(summary.violations.map((found) => `${found.from} ${found.rule.name}`));
  // A cycle is reported once, from the first of its files.
  const expected = planted.filter(([path]) => path !== "web/g.ts");
  const missed = expected.filter(([path, , rule]) => !caught.has(`src/${path} ${rule}`));
  assert.deepEqual(missed, []);
});

test("every module is named in the import map and in the table of who may import whom", async () => {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const rules = await readFile(join(root, ".dependency-cruiser.mjs"), "utf8");
  for (const name of await modulesOf(root)) {
    assert.equal(manifest.imports[`#${name}`], `./src/${name}/index.ts`);
    assert.match(rules, new RegExp(`^  ${name}: \\[`, "m"));
  }
});

test("every table is written by the one module that owns it", async () => {
  const schema = await readFile(join(root, "src/platform/database/schema.ts"), "utf8");
  const owners = new Map(
    [...schema.matchAll(/^ {2}(\w+): \w+; \/\/ (\w+)/gm)].map((match) => [match[1], match[2]]),
  );
  assert.ok(owners.size >= 10, "the owners stand beside the tables in schema.ts");
  const writes =
    /(?:insertInto|updateTable|deleteFrom)\("(\w+)"\)|(?:insert(?: or \w+)? into|delete from|^\s*update) (\w+)/gim;
  for (const path of await readdir(join(root, "src"), { recursive: true })) {
    if (!/store\.ts$/.test(path)) continue;
    const text = await readFile(join(root, "src", path), "utf8");
    for (const match of text.matchAll(writes)) {
      const table = match[1] ?? match[2];
      const owner = owners.get(table);
      if (owner) assert.equal(path.split("/")[0], owner, `${path} writes ${table}`);
    }
  }
});
