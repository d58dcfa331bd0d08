import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../test/support/program.ts";
import { createReceiptFile } from "./receipts.ts";

const [whole, half] = ["2026-11-20.ada@example.org", "2026-11-20.blaise@example.org"] as const;

test("Postfix has taken what is in its queue, and only begun what it has named", async (t) => {
  const file = join(await temporaryFolder(t), "mail.log");
  const lines = [
    `postfix/smtpd[11]: 7B18E244358: client=localhost[127.0.0.1]`,
    `postfix/cleanup[12]: 7B18E244358: message-id=<${half}>`,
    `postfix/smtpd[11]: lost connection after DATA (43273 bytes) from localhost[127.0.0.1]`,
    `postfix/cleanup[12]: 4c1xYz2Qk7z9vB: message-id=<${whole}>`,
    `postfix/qmgr[13]: 4c1xYz2Qk7z9vB: from=<papers@example.org>, size=18000, nrcpt=1 (queue active)`,
  ];
  await writeFile(file, lines.map((line) => `Nov 20 19:47:09 mx ${line}\n`).join(""));
  const receipts = await createReceiptFile(file)([whole, half]);
  assert.deepEqual(receipts, { taken: new Set([whole]), begun: new Set([whole, half]) });
});

test("in any other file a line with a Message-ID is a receipt", async (t) => {
  const file = join(await temporaryFolder(t), "taken.log");
  await writeFile(file, `1tD2xY <= papers@example.org id=${whole}\n`);
  const { taken } = await createReceiptFile(file)([whole, half]);
  assert.deepEqual(taken, new Set([whole]));
});
