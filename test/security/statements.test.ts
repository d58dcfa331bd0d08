import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFile(new URL(path, root), "utf8");

interface Statement {
  readonly number: number;
  readonly requirement: string;
  readonly text: string;
}

/** `### 7. Outbound requests (V1.3.6)` and what stands under it. */
function statementsOf(document: string): Statement[] {
  const start = document.indexOf("## The statements");
  const parts = document.slice(start).split(/^### /m).slice(1);
  return parts.map((part) => {
    const heading = /^(\d+)\. .* \((V[^)]+)\)$/m.exec(part);
    assert.ok(heading, `a heading without its number or requirement: ${part.slice(0, 80)}`);
    return { number: Number(heading[1]), requirement: heading[2] ?? "", text: part };
  });
}

/** Lines such as `` - `test/x.test.ts`: “its sentence” ``. */
function proofsOf({ text }: Statement): { path: string; sentence: string }[] {
  return [...text.matchAll(/^- `([^`]+)`: “(.+)”$/gm)].map(([, path = "", sentence = ""]) => ({
    path,
    sentence,
  }));
}

const statements = statementsOf(await read("docs/security.md"));

test("docs/security.md has the 42 statements, each once and in order", () => {
  const numbers = statements.map(({ number }) => number);
  assert.deepEqual(
    numbers,
    Array.from({ length: 42 }, (_, index) => index + 1),
  );
});

test("each statement names a test that shows it, or says why it is not met", () => {
  for (const statement of statements) {
    const isRefused = /\bNot met\b.*: /.test(statement.text);
    assert.ok(proofsOf(statement).length > 0 || isRefused, `statement ${statement.number}`);
  }
});

test("every test that a statement names exists, in those words", async () => {
  for (const statement of statements) {
    for (const { path, sentence } of proofsOf(statement)) {
      const text = await read(path).catch(() => undefined);
      assert.ok(text, `statement ${statement.number}: there is no ${path}`);
      const names = [...text.matchAll(/\b(?:test|it)\(\s*(["`])([\s\S]*?[^\\])\1/g)];
      const isThere = names.some(([, , name = ""]) => name === sentence);
      assert.ok(isThere, `statement ${statement.number}: ${path} has no test “${sentence}”`);
    }
  }
});
