import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openDatabase, parseDay } from "#platform";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { aRecord } from "../support/papers.ts";
import { readers } from "../support/readers.ts";
import { openDigests, type SenderSettings } from "./digest-sender-parts.ts";

/** All twenty in CI, fewer where somebody waits. */
const KILLS = Number(process.env.DIGEST_KILLS ?? (process.env.REQUIRE_EVERYTHING ? 20 : 5));
const PERIOD = "2026-11-20";
/** The kill comes after this many mails of a run, at most, and up to so many ms later. */
const MOST_MAILS = 4;
const MOST_DELAY_MS = 12;
const READERS = KILLS * (MOST_MAILS + 2) + 20;

const program = fileURLToPath(new URL("./digest-sender.ts", import.meta.url));

async function prepare(settings: SenderSettings): Promise<void> {
  const database = await openDatabase({ databaseUrl: "", dataDir: settings.dataDir });
  const { papers, editions } = openDigests(database, settings);
  const records = ["On Falling", "On Rising"].map((title) =>
    aRecord({ title, announcedOn: PERIOD }),
  );
  await papers.ingest(records, parseDay(PERIOD));
  await editions.follow(papers);
  await database.insertMany(database.kysely, { into: "subscriber", rows: readers(READERS) });
  await database.close();
}

/** Runs the sender; kills it in the middle, or lets it end. */
async function runSender(settings: SenderSettings, server: MailServer, isKilled: boolean) {
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  if (isKilled) {
    const goal = server.mails.length + 1 + Math.floor(Math.random() * MOST_MAILS);
    while (server.mails.length < goal && child.exitCode === null) await sleep(1);
    await sleep(Math.random() * MOST_DELAY_MS);
    child.kill("SIGKILL");
  }
  const [code, signal] = await exit;
  return { code, signal };
}

async function sendThroughKills(
  hasReceipts: boolean,
): Promise<{ missing: string[]; twice: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-kill-"));
  const receiptFile = join(folder, "receipts.log");
  writeFileSync(receiptFile, "");
  const server = await startMailServer({ receiptFile });
  const settings = {
    dataDir: join(folder, "data"),
    smtpUrl: server.url,
    period: PERIOD,
    receiptFile: hasReceipts ? receiptFile : "",
  };
  try {
    await prepare(settings);
    for (let kill = 0; kill < KILLS; kill++) {
      const { signal } = await runSender(settings, server, true);
      assert.equal(signal, "SIGKILL", `run ${kill} ended before it was killed`);
    }
    const { code } = await runSender(settings, server, false);
    assert.equal(code, 0);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const counts = new Map<string, number>();
  for (const mail of server.mails) counts.set(mail.to, (counts.get(mail.to) ?? 0) + 1);
  const everybody = readers(READERS).map((reader) => reader.email);
  return {
    missing: everybody.filter((email) => !counts.has(email)),
    twice: everybody.filter((email) => (counts.get(email) ?? 0) > 1),
  };
}

test(`${KILLS} kills in the middle of sending: with receipts nobody is forgotten, nobody mailed twice`, async () => {
  assert.deepEqual(await sendThroughKills(true), { missing: [], twice: [] });
});

test(`${KILLS} kills without receipts: nobody is mailed twice, and hardly anybody forgotten`, async (t) => {
  const { missing, twice } = await sendThroughKills(false);
  t.diagnostic(`${missing.length} of ${READERS} were forgotten`);
  assert.deepEqual(twice, []);
  // A kill in the microseconds between the journal's line and the last dot loses one mail.
  assert.ok(missing.length <= 1, `${missing.length} were forgotten`);
});
