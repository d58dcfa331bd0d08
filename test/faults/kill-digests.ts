import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "#platform";
import {
  type MailServer,
  readMail,
  startMailServer,
  type TakenMail,
} from "../support/mail-server.ts";
import { runProgram, startProgram } from "../support/program.ts";
import { addReaders, digestFor, readers } from "../support/readers.ts";
import {
  endLeases,
  environmentOf,
  importPapers,
  type KillPlace,
  killRun,
  settingsOf,
  share,
} from "./kill-bench.ts";

export interface KillPlan extends KillPlace {
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
/** Runs after the last kill: what was written at that moment may be found by the second only. */
const MOST_LAST_RUNS = 4;
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
    await comeToAnEnd(bench);
    return { ...killed, ...(await compare(plan, bench.server.mails)) };
  } finally {
    await bench.server.close();
  }
}

/** Lets it run until nothing is due any more. */
async function comeToAnEnd({ words, environment, endLeases }: Bench): Promise<void> {
  for (let runs = 0; runs < MOST_LAST_RUNS; runs++) {
    await endLeases();
    const last = await runProgram(words, environment);
    assert.equal(last.code, 0, last.stderr);
    if (last.stdout.startsWith("0 due")) return;
  }
  assert.fail("something was still due");
}

interface Bench {
  readonly server: MailServer;
  /** What all runs are started with. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Of the run that was killed. */
  endLeases(): Promise<void>;
}

async function openBench(plan: KillPlan): Promise<Bench> {
  const receiptFile = join(plan.folder, "receipts.log");
  await writeFile(receiptFile, "");
  // Yesterday is over in every hour of today, so its digests are due at the hour that is now.
  const now = Date.now();
  const yesterday = new Date(now - DAY_MS).toISOString().slice(0, 10);
  const papers = Array.from({ length: PAPERS }, (_, index) => paperNumber(index));
  await importPapers(plan, { papers, date: yesterday });
  await addEverybody(plan, now);
  const server = await startMailServer({ receiptFile });
  const environment = {
    ...environmentOf(plan),
    SMTP_URL: server.url,
    MAIL_FROM: "papers@example.org",
    SITE_URL: "https://papers.example.org",
    ...(plan.hasReceipts && { MAIL_RECEIPTS: receiptFile }),
  };
  return {
    server,
    words: ["digest", "send", "--data", settingsOf(plan).dataDir],
    environment,
    endLeases: () => endLeases(plan, "delivery"),
  };
}

async function addEverybody(plan: KillPlan, now: number): Promise<void> {
  const database = await openDatabase(settingsOf(plan));
  const rows = readers(plan.readers);
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

function paperNumber(index: number): object {
  return {
    id: `kill:${index}`,
    title: `On the endurance of letter number ${index}`,
    abstract: `We stop the postman at door ${index}, ${"again and ".repeat(20)}again, and find every letter where it belongs.`,
    authors: ["Ada Writer"],
    categories: ["cs.DC"],
  };
}

/** Spreads the kills over the mails there are. */
async function killAll(bench: Bench, { kills, readers: count, note }: KillPlan) {
  const expected = expectedMails(count);
  let killed = 0;
  let killsBeforeMail = 0;
  while (killed < kills) {
    const before = bench.server.mails.length;
    if (before >= expected) break;
    const mails = share({ left: expected - before, kills: kills - killed });
    if (!(await killOneRun(bench, killed % ANY_MOMENT === 0, mails))) continue;
    await bench.endLeases();
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
function killOneRun(
  { server, words, environment }: Bench,
  isAnyMoment: boolean,
  mails: number,
): Promise<boolean> {
  const goal = server.mails.length + mails;
  const endAt = isAnyMoment ? Date.now() + Math.random() * MOST_RUN_MS : Number.POSITIVE_INFINITY;
  return killRun(startProgram(words, environment), {
    isTime: () => server.mails.length >= goal || Date.now() >= endAt,
    mostDelayMs: isAnyMoment ? 0 : MOST_DELAY_MS,
  });
}

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
