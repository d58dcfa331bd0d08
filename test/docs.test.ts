import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { commands } from "../src/commands/index.ts";
import { settings } from "../src/config.ts";
import { formatNames } from "../src/sources/index.ts";
import { routes } from "../src/web/index.ts";

const root = new URL("..", import.meta.url).pathname;
const read = (path: string) => readFile(join(root, path), "utf8");

async function markdownFiles(): Promise<string[]> {
  const docs = await readdir(join(root, "docs"), { recursive: true });
  const files = docs.filter((path) => path.endsWith(".md")).map((path) => `docs/${path}`);
  return ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", ...files];
}

test("every setting is documented with its default", async () => {
  const text = await read("docs/configuration.md");
  for (const setting of settings) {
    assert.ok(text.includes(`| \`${setting.name}\` |`), `${setting.name} is missing`);
    if (setting.default) assert.ok(text.includes(setting.default), `default of ${setting.name}`);
  }
});

test("every command is documented with its options", async () => {
  const text = await read("docs/command-line.md");
  for (const command of commands) {
    assert.ok(text.includes(`## ${command.name}`), `${command.name} is missing`);
    for (const option of Object.keys(command.options)) {
      assert.ok(text.includes(`--${option}`), `--${option} of ${command.name} is missing`);
    }
  }
});

test("every route is documented", async () => {
  const text = (
    await Promise.all(["docs/http-api.md", "docs/web.md", "docs/feeds.md"].map(read))
  ).join("\n");
  for (const route of routes) assert.ok(text.includes(route.path), `${route.path} is missing`);
});

test("every source format is documented", async () => {
  const text = await read("docs/sources.md");
  for (const name of formatNames) assert.ok(text.includes(`\`${name}\``), `${name} is missing`);
});

test("every module is described in ARCHITECTURE.md", async () => {
  const text = await read("ARCHITECTURE.md");
  const entries = await readdir(join(root, "src"), { withFileTypes: true });
  for (const entry of entries.filter((one) => one.isDirectory())) {
    assert.ok(text.includes(`\`${entry.name}\``), `${entry.name} is missing`);
  }
});

test("every runtime dependency has a decision record", async () => {
  const manifest = JSON.parse(await read("package.json"));
  const records = (await markdownFiles()).filter((path) => path.startsWith("docs/decisions/"));
  const text = (await Promise.all(records.map(read))).join("\n");
  for (const name of Object.keys(manifest.dependencies)) {
    assert.ok(text.includes(`\`${name}\``), `no decision record names \`${name}\``);
  }
});

test("every link between documents leads somewhere", async () => {
  for (const file of await markdownFiles()) {
    const text = await read(file);
    for (const match of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      const target = match[1] ?? "";
      if (/^[a-z]+:/.test(target)) continue;
      assert.ok(existsSync(join(root, dirname(file), target)), `${file} links to ${target}`);
    }
  }
});

test("the README is short and ARCHITECTURE.md is not long", async () => {
  const lines = async (path: string) => (await read(path)).split("\n").length;
  assert.ok((await lines("README.md")) <= 121);
  assert.ok((await lines("ARCHITECTURE.md")) <= 201);
});

test("no document names a folder of somebody's machine", async () => {
  for (const file of await markdownFiles()) {
    assert.doesNotMatch(await read(file), /(^|[\s`("])\/(home|root|Users|tmp|work)\//m, file);
  }
});
