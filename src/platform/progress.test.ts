import assert from "node:assert/strict";
import { test } from "node:test";
import { createProgress } from "./progress.ts";

function capture(isTTY: boolean) {
  const writes: string[] = [];
  return { writes, stream: { isTTY, columns: 60, write: (text: string) => writes.push(text) } };
}

test("a terminal sees how far the work is, in one line that fits, and nothing afterwards", () => {
  const { writes, stream } = capture(true);
  const progress = createProgress("papers.jsonl", 200, stream);
  progress.update(50, `${"1,000 papers ".repeat(10)}`);
  progress.finish();
  assert.match(writes[0]!, /papers\.jsonl █{6}░{18} {2}25 %/);
  assert.ok(writes[0]!.length <= 60 + "\r\u001b[2K".length);
  assert.equal(writes[1], "\r\u001b[2K");
});

test("a pipe sees nothing", () => {
  const { writes, stream } = capture(false);
  const progress = createProgress("papers.jsonl", 200, stream);
  progress.update(50);
  progress.finish();
  assert.deepEqual(writes, []);
});

test("a bar is redrawn at most ten times a second", () => {
  const { writes, stream } = capture(true);
  const progress = createProgress("x", undefined, stream);
  for (let i = 0; i < 1_000; i++) progress.update(i);
  assert.ok(writes.length < 100);
});
