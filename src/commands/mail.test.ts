import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openTemporarySqlite } from "../../test/support/database.ts";
import { makeMail } from "../../test/support/mail.ts";
import { bounceReport, complaintReport } from "../../test/support/mail-reports.ts";
import { startMailServer } from "../../test/support/mail-server.ts";
import { ended, runProgram, startProgram, temporaryFolder } from "../../test/support/program.ts";

const reader = "ada@readers.example";

async function open(t: Parameters<typeof temporaryFolder>[0]) {
  const data = join(await temporaryFolder(t), "data");
  const environment = { MAIL_FROM: "papers@example.org", MAIL_BOUNCES: "bounces@example.org" };
  const mail = (...words: string[]) =>
    runProgram(["mail", ...words, "--data", data, "--json"], environment);
  const pipe = async (text: string, ...words: string[]) => {
    const child = startProgram(["mail", "bounce", ...words, "--data", data, "--json"], environment);
    child.stdin?.end(text);
    return JSON.parse((await ended(child)).stdout).events;
  };
  return { data, environment, mail, pipe };
}

test("sending is paused and goes on, and the state says so", async (t) => {
  const { mail } = await open(t);
  await mail("pause", "the disk is full");
  const paused = JSON.parse((await mail("status")).stdout);
  assert.deepEqual([paused.isPaused, paused.reason], [true, "the disk is full"]);
  assert.equal((await mail("resume")).code, 0);
  assert.equal(JSON.parse((await mail("status")).stdout).isPaused, false);
});

test("a bounce read from a pipe counts where it proves itself", async (t) => {
  const { data, mail, pipe } = await open(t);
  assert.equal((await mail("status")).code, 0);
  const { database, dispose } = await openTemporarySqlite();
  t.after(dispose);
  // The same secret makes the same names.
  const { from } = makeMail(database, { dataDir: data }).returnPath(
    { digestId: "AbC-_123xyzDEF90", period: "2026-11-20" },
    reader,
  );
  const [bounce] = await pipe(bounceReport({ to: "x@y.z", recipient: reader }), from);
  assert.deepEqual([bounce.kind, bounce.address], ["hard", reader]);
  const forged = complaintReport({ to: "x@y.z", returnPath: "x@y.z", recipient: "victim@y.z" });
  assert.equal((await pipe(forged))[0].address, undefined);
  assert.deepEqual(await pipe("Subject: hello\r\n\r\nhello"), []);
  const complaint = complaintReport({ to: "x@y.z", returnPath: from, recipient: reader });
  await pipe(complaint);
  assert.equal(JSON.parse((await mail("status", reader)).stdout).reason, "complaint");
  const refused = await mail("restore", reader);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /only they/);
});

test("a key is made for its owner's eyes, once, and its record is printed", async (t) => {
  const { mail } = await open(t);
  for (const kind of ["rsa", "ed25519"]) {
    const { file, record, setting } = JSON.parse((await mail("key", kind, "--kind", kind)).stdout);
    assert.match(record, new RegExp(`^v=DKIM1; k=${kind}; p=[A-Za-z0-9+/]{43,}={0,2}$`));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(setting, `MAIL_DKIM="${kind}=${file}"`);
  }
  const again = await mail("key", "rsa");
  assert.equal(again.code, 1);
  assert.match(again.stderr, /another selector/);
  assert.equal((await mail("key", "../rsa")).code, 1);
});

test("a test message is sent, and a refusal is told", async (t) => {
  const { data, environment } = await open(t);
  const server = await startMailServer();
  t.after(() => server.close());
  const sendTest = (SMTP_URL: string) =>
    runProgram(["mail", "test", reader, "--data", data], { ...environment, SMTP_URL });
  assert.equal((await sendTest(server.url)).code, 0);
  const [sent] = server.mails;
  assert.equal(sent?.to, reader);
  assert.match(sent?.from ?? "", /^bounces\+.+@example\.org$/);
  const refused = await sendTest("smtp://127.0.0.1:1");
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /ECONNREFUSED/);
});

test("an action that is none, or lacks its word, is a mistake of the call", async (t) => {
  const { mail } = await open(t);
  for (const words of [["fly"], ["suppress"], ["suppress", "nobody"], ["constructor"]]) {
    assert.equal((await mail(...words)).code, 2, words.join(" "));
  }
});
