import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a part of the site alone needs is read when that part is first used. */
const atFirstUse = [
  "openid-client",
  "@simplewebauthn/server",
  "@modelcontextprotocol/server",
  "markdown-it",
  "sanitize-html",
  "htmlparser2",
];

const listImports = `
  import { registerHooks } from "node:module";
  const seen = new Set();
  registerHooks({ resolve(name, context, next) { seen.add(name); return next(name, context); } });
  await import("./src/commands/serve.ts");
  console.log(JSON.stringify([...seen]));
`;

test("the program starts without the libraries that one part of the site alone needs", async () => {
  const words = ["--input-type=module", "--eval", listImports];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root });
  const imported = new Set<string>(JSON.parse(stdout));
  assert.ok(imported.has("hono"), "what is imported is seen");
  assert.deepEqual(
    atFirstUse.filter((name) => imported.has(name)),
    [],
  );
});
