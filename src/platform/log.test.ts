import assert from "node:assert/strict";
import { test } from "node:test";
import { createLog, maskSecrets } from "./log.ts";

function capture(isTTY: boolean) {
  const lines: string[] = [];
  return { lines, stream: { isTTY, write: (text: string) => lines.push(text) } };
}

test("a pipe gets one JSON object per line, with the time in ISO 8601", () => {
  const { lines, stream } = capture(false);
  createLog("info", stream).info({ papers: 3 }, "imported");
  assert.equal(lines.length, 1);
  const line = JSON.parse(lines[0]!);
  assert.equal(line.msg, "imported");
  assert.equal(line.papers, 3);
  assert.match(line.time, /^\d{4}-\d\d-\d\dT.*Z$/);
});

test("a terminal gets a plain line, and the stack of an error under it", () => {
  const { lines, stream } = capture(true);
  const log = createLog("info", stream);
  log.info({ papers: 3, file: "a.jsonl" }, "imported");
  log.error({ err: new Error("disk on fire") }, "import failed");
  assert.match(lines[0]!, /^\d\d:\d\d:\d\d info {2}imported {2}papers=3 {2}file=a\.jsonl\n$/);
  assert.match(lines[1]!, /error import failed\n.*disk on fire[\s\S]* at /);
});

test("what is below the level is not written", () => {
  const { lines, stream } = capture(false);
  createLog("warn", stream).info({}, "chatter");
  createLog("silent", stream).fatal({}, "nobody hears");
  assert.deepEqual(lines, []);
});

test("addresses, credentials and tokens are masked wherever they stand", () => {
  const { lines, stream } = capture(false);
  const log = createLog("info", stream);
  log.info({ email: "ada@example.org", to: { token: "t0p" } }, "mail to ada@example.org");
  log.error({ err: new Error("smtp://user:pa55@mail.example.org refused") }, "failed");
  const text = lines.join("");
  for (const secret of ["ada@", "t0p", "pa55"]) assert.ok(!text.includes(secret), secret);
});

test("an address in a link keeps the link readable", () => {
  const masked = maskSecrets("GET https://u:p@papers.example.org/confirm?t=abc.def&x=1");
  assert.equal(masked, "GET https://[masked]@papers.example.org/confirm?t=[masked]&x=1");
});
