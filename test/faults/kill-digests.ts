import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "#platform";
import {
  type MailServer,
  readMail,
  startMailServer,
  type TakenMail,
} from "../support/mail-server.ts";
import { runProgram, startProgram } from "../support/program.ts";
import { addReaders, digestFor, readers } from "../support/readers.ts";

export interface KillPlan {
  /** Empty; everything is put there. */
  readonly folder: string;
  readonly kills: number;
  readonly readers: number;
  /** The mail server writes what it takes into a file that the program reads. */
  readonly hasReceipts: boolean;
  /** Told now and then how far it is. */
  readonly note?: (text: string) => void;
}

/** What became of the mails. */
export interface KillReport {
  readonly readers: number;
  /** One for each reader, and one more for each with a second digest. */
  readonly mailsExpected: number;
  readonly mailsTaken: number;
  /** Runs that were killed; those over before the kill came do not count. */
  readonly kills: number;
  /** Of these, before the run's first mail: while it started, recovered or made issues. */
  readonly killsBeforeMail: number;
  /** Readers who got fewer mails than their digests. */
  readonly lost: readonly string[];
  /** Readers who got more, or one of them again. */
  readonly twice: readonly string[];
  /** Readers whose two digests brought them one paper twice. */
  readonly repeated: readonly string[];
}

/** So many papers: more than the two digests of a reader hold together. */
const PAPERS = 24;
const PAPERS_IN_A_DIGEST = 8;
/** Every tenth reader has a second digest. */
const SECOND_DIGEST = 10;
/** Every third kill comes at any moment, up to so late in a run. */
const ANY_MOMENT = 3;
const MOST_RUN_MS = 4_000;
/** Of the others, this long after a mail at most. */
const MOST_DELAY_MS = 12;
/** For each kill to come: a run sends some more while it is being killed. */
const MAILS_KEPT = 5;
const DAY_MS = 86_400_000;

/**
 * Lets `digest send` make and send what is due, and kills it again and again (kill -9), at any
 * moment: then lets it come to its end, and compares what the mail server took with who was to
 * get what. The server is a real one, on loopback.
 */
export async function killDigests(plan: KillPlan): Promise<KillReport> {
  const bench = await openBench(plan);
  try {
    const killed = await killAll(bench, plan);
    const last = await runProgram(bench.words, bench.environment);
    assert.equal(last.code, 0, last.stderr);
    const again = await runProgram(bench.words, bench.environment);
    assert.match(again.stdout, /^0 due/, "something was still due");
    return { ...killed, ...(await compare(plan, bench.server.mails)) };
  } finally {
    await bench.server.close();
  }
}

interface Bench {
  readonly server: MailServer;
  /** What all runs are started with. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

async function openBench({ folder, hasReceipts, readers: count }: KillPlan): Promise<Bench> {
  const [dataDir, papers] = [join(folder, "data"), join(folder, "papers.jsonl")];
  const receiptFile = join(folder, "receipts.log");
  await writeFile(receiptFile, "");
  await writeFile(
    papers,
    Array.from({ length: PAPERS }, (_, index) => paperLine(index)).join("\n"),
  );
  // Yesterday is over in every hour of today, so its digests are due at the hour that is now.
  const now = Date.now();
  const yesterday = new Date(now - DAY_MS).toISOString().slice(0, 10);
  // Written when a run ends by itself, which the import does: the killed ones start quicker.
  const compiled = { NODE_COMPILE_CACHE: join(folder, "compiled") };
  const words = ["import", papers, "--date", yesterday, "--data", dataDir];
  const imported = await runProgram(words, compiled);
  assert.equal(imported.code, 0, imported.stderr);
  await addEverybody(dataDir, count, now);
  const server = await startMailServer({ receiptFile });
  const environment = {
    ...compiled,
    SMTP_URL: server.url,
    MAIL_FROM: "papers@example.org",
    SITE_URL: "https://papers.example.org",
    ...(hasReceipts && { MAIL_RECEIPTS: receiptFile }),
  };
  return { server, words: ["digest", "send", "--data", dataDir], environment };
}

async function addEverybody(dataDir: string, count: number, now: number): Promise<void> {
  const database = await openDatabase({ databaseUrl: "", dataDir });
  const rows = readers(count);
  const traits = {
    papers: PAPERS_IN_A_DIGEST,
    hour: new Date(now).getUTCHours(),
    active_since: new Date(now - DAY_MS).toISOString(),
  };
  await addReaders(database, rows, traits);
  const second = rows
    .filter((_, index) => hasSecond(index))
    .map((row) => ({
      ...digestFor(row, traits),
      digest_id: `second-${row.subscriber_id.slice(-9)}`,
      subject_kind: "category",
      subject_target: "cs.DC",
      subject_label: "cs.DC",
    }));
  await database.insertMany(database.kysely, { into: "digest", rows: second });
  await database.close();
}

const hasSecond = (index: number): boolean => index % SECOND_DIGEST === 0;

function paperLine(index: number): string {
  return JSON.stringify({
    id: `kill:${index}`,
    title: `On the endurance of letter number ${index}`,
    abstract: `We stop the postman at door ${index}, ${"again and ".repeat(20)}again, and find every letter where it belongs.`,
    authors: ["Ada Writer"],
    categories: ["cs.DC"],
  });
}

/** Spreads the kills over the mails there are. */
async function killAll(bench: Bench, { kills, readers: count, note }: KillPlan) {
  const expected = expectedMails(count);
  let killed = 0;
  let killsBeforeMail = 0;
  while (killed < kills) {
    const before = bench.server.mails.length;
    if (before >= expected) break;
    const left = kills - killed;
    // Twice its share at most, and something is kept for the kills to come.
    const share = Math.random() * 2 * ((expected - before) / left);
    const most = expected - before - MAILS_KEPT * (left - 1) - 1;
    const mails = Math.max(1, Math.min(Math.ceil(share), most));
    if (!(await killOneRun(bench, killed % ANY_MOMENT === 0, mails))) continue;
    killed += 1;
    if (bench.server.mails.length === before) killsBeforeMail += 1;
    if (killed % 10 === 0) note?.(`${killed} kills, ${bench.server.mails.length} mails`);
  }
  return { kills: killed, killsBeforeMail };
}

/**
 * Starts one run and kills it: at any moment, or after some mails.
 *
 * @param mails that the run sends, nearly.
 * @returns false when it was over before.
 */
async function killOneRun(
  { server, words, environment }: Bench,
  isAnyMoment: boolean,
  mails: number,
): Promise<boolean> {
  const child = startProgram(words, environment);
  const exit = once(child, "exit");
  const goal = server.mails.length + mails;
  const endAt = isAnyMoment ? Date.now() + Math.random() * MOST_RUN_MS : Number.POSITIVE_INFINITY;
  while (server.mails.length < goal && Date.now() < endAt && isRunning(child)) await sleep(1);
  if (!isAnyMoment) await sleep(Math.random() * MOST_DELAY_MS);
  child.kill("SIGKILL");
  const [, signal] = await exit;
  return signal === "SIGKILL";
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

const expectedMails = (count: number): number => count + Math.ceil(count / SECOND_DIGEST);

async function compare({ readers: count }: KillPlan, mails: readonly TakenMail[]) {
  const taken = Map.groupBy(mails, ({ to }) => to);
  const everybody = readers(count).map(({ email }, index) => {
    const own = taken.get(email) ?? [];
    const different = new Set(own.map(({ messageId }) => messageId)).size;
    return { email, own, different, wanted: hasSecond(index) ? 2 : 1 };
  });
  const repeated: string[] = [];
  for (const { email, own } of everybody) {
    if (own.length > 1 && (await bringsTwice(own))) repeated.push(email);
  }
  const emails = (which: readonly { readonly email: string }[]) => which.map(({ email }) => email);
  return {
    readers: count,
    mailsExpected: expectedMails(count),
    mailsTaken: mails.length,
    lost: emails(everybody.filter(({ different, wanted }) => different < wanted)),
    twice: emails(
      everybody.filter(
        ({ own, different, wanted }) => own.length > different || different > wanted,
      ),
    ),
    repeated,
  };
}

/** Whether a paper stands in two of these mails; copies of one mail are looked at once. */
async function bringsTwice(mails: readonly TakenMail[]): Promise<boolean> {
  const different = new Map(mails.map((mail) => [mail.messageId, mail]));
  const seen = new Set<string>();
  for (const mail of different.values()) {
    const { text = "" } = await readMail(mail);
    const papers = new Set(text.match(/letter number \d+/g) ?? []);
    assert.ok(papers.size > 0, "a mail names no papers");
    for (const paper of papers) {
      if (seen.has(paper)) return true;
      seen.add(paper);
    }
  }
  return false;
}
