import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "#platform";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { runProgram, startProgram, temporaryFolder } from "../support/program.ts";
import { readers } from "../support/readers.ts";

/** All twenty in CI, fewer where somebody waits. */
const KILLS = process.env.REQUIRE_EVERYTHING ? 20 : 3;
const PERIOD = "2026-11-20";
/** Most kills come after this many mails of a run, at most, and up to so many ms later. */
const MOST_MAILS = 4;
const MOST_DELAY_MS = 12;
/** Every fourth comes at any moment of a run, from its start on. */
const MOST_RUN_MS = 900;
const READERS = KILLS * 20 + 20;

interface Bench {
  readonly server: MailServer;
  /** What all runs are started with. */
  start(): ChildProcess;
  run(): ReturnType<typeof runProgram>;
}

/** A data folder with an edition of ten papers and its readers, and a mail server. */
async function openBench(t: TestContext, hasReceipts: boolean): Promise<Bench> {
  const folder = await temporaryFolder(t);
  const [dataDir, papers] = [join(folder, "data"), join(folder, "papers.jsonl")];
  const receiptFile = join(folder, "receipts.log");
  await writeFile(receiptFile, "");
  await writeFile(papers, Array.from({ length: 10 }, (_, index) => paperLine(index)).join("\n"));
  const words = ["import", papers, "--date", PERIOD, "--data", dataDir];
  assert.equal((await runProgram(words)).code, 0);
  const database = await openDatabase({ databaseUrl: "", dataDir });
  await database.insertMany(database.kysely, { into: "subscriber", rows: readers(READERS) });
  await database.close();

  const server = await startMailServer({ receiptFile });
  t.after(() => server.close());
  const call = ["digest", "send", "--date", PERIOD, "--data", dataDir];
  const environment = {
    SMTP_URL: server.url,
    MAIL_FROM: "papers@example.org",
    SITE_URL: "https://papers.example.org",
    ...(hasReceipts && { MAIL_RECEIPTS: receiptFile }),
  };
  return {
    server,
    start: () => startProgram(call, environment),
    run: () => runProgram(call, environment),
  };
}

function paperLine(index: number): string {
  return JSON.stringify({
    id: `kill:${index}`,
    title: `On the endurance of letter number ${index}`,
    abstract: `We stop the postman at door ${index}, ${"again and ".repeat(20)}again, and find every letter where it belongs.`,
    authors: ["Ada Writer"],
  });
}

/** Starts one run and kills it: after some mails, or at any moment. */
async function killOneRun({ server, start }: Bench, kill: number): Promise<void> {
  const child = start();
  const exit = once(child, "exit");
  if (kill % 4 === 3) {
    await sleep(Math.random() * MOST_RUN_MS);
  } else {
    const goal = server.mails.length + 1 + Math.floor(Math.random() * MOST_MAILS);
    while (server.mails.length < goal && child.exitCode === null) await sleep(1);
    await sleep(Math.random() * MOST_DELAY_MS);
  }
  child.kill("SIGKILL");
  const [, signal] = await exit;
  if (kill % 4 !== 3) assert.equal(signal, "SIGKILL", `run ${kill} ended before it was killed`);
}

async function sendThroughKills(
  t: TestContext,
  hasReceipts: boolean,
): Promise<{ missing: string[]; twice: string[] }> {
  const bench = await openBench(t, hasReceipts);
  for (let kill = 0; kill < KILLS; kill++) await killOneRun(bench, kill);
  const last = await bench.run();
  assert.equal(last.code, 0, last.stderr);
  const again = await bench.run();
  assert.match(again.stdout, /^0 due/);
  const counts = new Map<string, number>();
  for (const mail of bench.server.mails) counts.set(mail.to, (counts.get(mail.to) ?? 0) + 1);
  const everybody = readers(READERS).map((reader) => reader.email);
  return {
    missing: everybody.filter((email) => !counts.has(email)),
    twice: everybody.filter((email) => (counts.get(email) ?? 0) > 1),
  };
}

test(`"digest send" killed ${KILLS} times, with receipts: nobody is forgotten, nobody mailed twice`, async (t) => {
  assert.deepEqual(await sendThroughKills(t, true), { missing: [], twice: [] });
});

test(`"digest send" killed ${KILLS} times, without receipts: nobody is mailed twice, hardly anybody forgotten`, async (t) => {
  const { missing, twice } = await sendThroughKills(t, false);
  t.diagnostic(`${missing.length} of ${READERS} were forgotten`);
  assert.deepEqual(twice, []);
  // A kill in the microseconds between the journal's line and the last dot loses one mail.
  assert.ok(missing.length <= 1, `${missing.length} were forgotten`);
});
