/**
 * How fast messages leave, signed with two keys, through a real Postfix on loopback into a
 * Maildir; and what the parts of it cost.
 *
 *   npm run bench -- mail             2,000 messages over 4 connections
 *   npm run bench -- mail --quick     300
 */
import { setTimeout } from "node:timers/promises";
import { createSmtpClient } from "../src/mail/smtp.ts";
import { openTemporarySqlite, type TemporaryDatabase } from "../test/support/database.ts";
import { makeDkimKeys, makeMail } from "../test/support/mail.ts";
import { type Postfix, startPostfix, whyNoPostfix } from "../test/support/postfix.ts";
import { describeMachine } from "./measure/describe-machine.ts";
import { figure, table } from "./report/table.ts";
import { writeBlock } from "./report/write-block.ts";

const CONNECTIONS = 4;
const MESSAGES = 2_000;
const FEW = 300;
/** As large as a digest of ten papers. */
const HTML_BYTES = 36_000;
const TEXT_BYTES = 9_000;
const DELIVERY_MS = 600_000;

interface MailFigures extends Record<string, unknown> {
  readonly machine: unknown;
  readonly messages: number;
  readonly kilobytes: number;
  readonly connections: number;
  /** Messages a second, from the first to the last answer of Postfix. */
  readonly handedOver: number;
  /** Messages a second, from the first handed over to the last in the Maildir. */
  readonly delivered: number;
  /** CPU of this process for one message: built, signed, handed over; ms. */
  readonly cpuMs: number;
  readonly signingCpuMs: number;
  readonly notAccepted: number;
}

export async function run(
  note: (text: string) => void,
  { quick, write }: Readonly<Record<string, unknown>>,
): Promise<MailFigures> {
  const missing = whyNoPostfix();
  if (missing) throw new Error(`This benchmark needs Postfix: ${missing}`);
  const messages = quick ? FEW : MESSAGES;
  const stored = await openTemporarySqlite();
  const postfix = await startPostfix({ domains: ["readers.test"] });
  try {
    note(`${messages} messages through Postfix`);
    const figures = await measure({ ...stored, postfix, messages });
    if (write === true) {
      const file = new URL("../docs/benchmarks.md", import.meta.url);
      await writeBlock(file, "mail", format(figures));
    }
    return figures;
  } finally {
    await postfix.close();
    await stored.dispose();
  }
}

async function measure(
  bench: TemporaryDatabase & { postfix: Postfix; messages: number },
): Promise<MailFigures> {
  const { postfix, messages, database, settings } = bench;
  const { dkim } = makeDkimKeys(settings.dataDir);
  const mail = makeMail(database, settings, {
    settings: { smtpUrl: postfix.url, dkim },
  });
  const unsigned = makeMail(database, settings, {});
  const raw = await mail.build("reader0@readers.test", aMessage(), "warm-up@example.org");
  const signingCpuMs = (await cpuOf(mail, FEW)) - (await cpuOf(unsigned, FEW));
  const startedMs = performance.now();
  const cpu = process.cpuUsage();
  const refused = await sendAll(mail, postfix.url, messages);
  const handedMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  const arrived = messages - refused;
  while ((await postfix.delivered()) < arrived && performance.now() - startedMs < DELIVERY_MS) {
    await setTimeout(50);
  }
  const deliveredMs = performance.now() - startedMs;
  return {
    machine: await describeMachine(),
    messages,
    kilobytes: raw.length / 1_000,
    connections: CONNECTIONS,
    handedOver: (arrived * 1_000) / handedMs,
    delivered: ((await postfix.delivered()) * 1_000) / deliveredMs,
    cpuMs: (user + system) / 1_000 / messages,
    signingCpuMs,
    notAccepted: refused,
  };
}

type BenchMail = ReturnType<typeof makeMail>;

/** @returns how many Postfix did not take. */
async function sendAll(mail: BenchMail, url: string, messages: number): Promise<number> {
  let next = 0;
  let refused = 0;
  const work = async () => {
    const client = createSmtpClient(url);
    while (next < messages) {
      const to = `reader${next++}@readers.test`;
      const raw = await mail.build(to, aMessage(), `2026-11-20.${next}@example.org`);
      const path = mail.returnPath({ digestId: "AbC-_123xyzDEF90", period: "2026-11-20" }, to);
      const outcome = await client.send({ ...path, to }, raw, () => {});
      if (outcome.kind !== "accepted") refused += 1;
    }
    client.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return refused;
}

/** CPU to build one message, ms. */
async function cpuOf(mail: BenchMail, messages: number): Promise<number> {
  const before = process.cpuUsage();
  for (let index = 0; index < messages; index++)
    await mail.build(`r${index}@readers.test`, aMessage());
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / messages;
}

const line = "The habits of papers are found to be those of their readers, as far as can be told. ";
const filler = (bytes: number) => `${line}\n`.repeat(Math.ceil(bytes / (line.length + 1)));
const [text, html] = [filler(TEXT_BYTES), `<p>${filler(HTML_BYTES)}</p>`];

function aMessage() {
  return {
    subject: "On the Habits of Papers, and nine more",
    text,
    html,
    headers: {
      "List-Id": "<daily.example.org>",
      "List-Unsubscribe": "<https://papers.example.org/unsubscribe?t=abcdefghijklmnopqrstuvwxyz>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Feedback-ID": "2026-11-20:daily:digest:broadsheet",
    },
  };
}

export function format(results: Record<string, unknown>): string {
  const one = results as MailFigures;
  const rows = [
    ["handed over, messages/s", figure(one.handedOver)],
    ["in the Maildir, messages/s", figure(one.delivered)],
    ["CPU of the program for one, ms", figure(one.cpuMs)],
    ["of which signing with RSA-2048 and Ed25519, ms", figure(one.signingCpuMs)],
    ["not accepted", String(one.notAccepted)],
  ];
  const head = `${one.messages} messages of ${figure(one.kilobytes)} kB, ${one.connections} connections, Postfix on loopback; machine: ${JSON.stringify(one.machine)}`;
  return `${head}\n\n${table(["mail", ""], rows)}`;
}
