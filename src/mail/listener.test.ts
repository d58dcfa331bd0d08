import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import { createLog } from "#platform";
import type { MailEvents } from "./events/events.ts";
import { listenForBounces } from "./listener.ts";

type Take = MailEvents["takeReport"];

async function open(t: TestContext, takeReport: Take, protocol = "lmtp") {
  const listenUrl = `${protocol}://127.0.0.1:0`;
  const log = createLog("silent");
  const listener = await listenForBounces({ listenUrl, events: { takeReport }, log });
  t.after(() => listener.close());
  return listener;
}

/** Says these lines, each after the answer to the one before. @returns the answers. */
async function say(port: number, lines: readonly string[]): Promise<string[]> {
  const socket = connect(port, "127.0.0.1");
  const answers: string[] = [];
  const reader = createInterface({ input: socket });
  let next = 0;
  reader.on("line", (line) => {
    if (/^\d{3}-/.test(line)) return;
    answers.push(line);
    if (next < lines.length) socket.write(`${lines[next++]}\r\n`);
    else socket.end();
  });
  await once(socket, "close");
  return answers;
}

const envelope = ["LHLO mx.example.org", "MAIL FROM:<>", "RCPT TO:<bounces+x@example.org>", "DATA"];

test("a report is acknowledged once it is written down, with the address it came to", async (t) => {
  const taken: string[] = [];
  const { port } = await open(t, async (raw, source, to) => {
    taken.push(`${source} ${to} ${String(raw).trim()}`);
    return [];
  });
  const answers = await say(port, [...envelope, "Subject: report\r\n\r\n..dot\r\n.", "QUIT"]);
  assert.match(answers.at(-2) ?? "", /^250/);
  assert.deepEqual(taken, ["smtp bounces+x@example.org Subject: report\r\n\r\n.dot"]);
});

test("a report that can not be written down is left with the mail server", async (t) => {
  const { port } = await open(t, async () => {
    throw new Error("the database is away");
  });
  const answers = await say(port, [...envelope, "Subject: report\r\n\r\n.", "QUIT"]);
  assert.match(answers.at(-2) ?? "", /^451/);
});

test("what is longer than any report is refused", async (t) => {
  let taken = 0;
  const { port } = await open(t, async () => {
    taken += 1;
    return [];
  });
  const line = `${"x".repeat(998)}\r\n`;
  const answers = await say(port, [...envelope, `${line.repeat(2_200)}.`, "QUIT"]);
  assert.match(answers.at(-2) ?? "", /^552/);
  assert.equal(taken, 0);
});

test("it speaks SMTP too, and nothing that would let it be used to send", async (t) => {
  const { port } = await open(t, async () => [], "smtp");
  const answers = await say(port, [
    "EHLO mx.example.org",
    "AUTH PLAIN AGEAYg==",
    "STARTTLS",
    "QUIT",
  ]);
  assert.match(answers[1] ?? "", /^250/);
  assert.match(answers[2] ?? "", /^5/);
  assert.match(answers[3] ?? "", /^5/);
});

test("a port that is taken is told", async (t) => {
  const { port } = await open(t, async () => []);
  const listenUrl = `lmtp://127.0.0.1:${port}`;
  const parts = { listenUrl, events: { takeReport: async () => [] }, log: createLog("silent") };
  await assert.rejects(listenForBounces(parts), /EADDRINUSE/);
});
