import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { authenticate } from "mailauth";
import { createLog } from "#platform";
import {
  createReceiptFile,
  listenForBounces,
  type Mail,
  type SendOutcome,
} from "../../src/mail/index.ts";
import { openTemporarySqlite, type TemporaryDatabase } from "../support/database.ts";
import { fakeResolver, makeDkimKeys, makeMail } from "../support/mail.ts";
import { type MailServer, refuse, startMailServer } from "../support/mail-server.ts";
import { type Postfix, startPostfix, waitFor, whyNoPostfix } from "../support/postfix.ts";

const message = {
  subject: "On the Habits of Papers – and three more",
  text: "On the Habits of Papers\nÜber die Gewohnheiten.\n.\nA line that begins with a dot.\n",
  html: "<p>On the Habits of Papers</p>",
  headers: {
    "List-Id": "<daily.example.org>",
    "List-Unsubscribe": "<https://papers.example.org/unsubscribe?t=abcdefghijklmnopqrstuvwxyz>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Feedback-ID": "2026-11-20:daily:digest:broadsheet",
    "Auto-Submitted": "auto-generated",
  },
};
const digestId = "AbC-_123xyzDEF90";

describe("through a real Postfix", { skip: whyNoPostfix() }, () => {
  let stored: TemporaryDatabase;
  let refusing: MailServer;
  let listener: { port: number; close(): Promise<void> };
  let postfix: Postfix;
  let mail: Mail;
  let records: Record<string, string>;
  let now = new Date("2026-11-20T09:00:00Z");

  before(async () => {
    stored = await openTemporarySqlite();
    refusing = await startMailServer({
      answerRecipient: (address) =>
        refuse(550, `5.${address.startsWith("spam") ? "7.26" : "1.1"} <${address}>: not here`),
    });
    const keys = makeDkimKeys(stored.settings.dataDir);
    records = keys.records;
    const late = { events: () => mail.events };
    listener = await listenForBounces({
      listenUrl: "lmtp://127.0.0.1:0",
      events: { takeReport: (...report) => late.events().takeReport(...report) },
      log: createLog("silent"),
    });
    const { host } = new URL(refusing.url);
    postfix = await startPostfix({
      domains: ["readers.test"],
      routes: {
        "gone.test": `smtp:[${host.split(":")[0]}]:${host.split(":")[1]}`,
        "example.org": `lmtp:inet:127.0.0.1:${listener.port}`,
      },
    });
    mail = makeMail(stored.database, stored.settings, {
      clock: { now: () => now },
      settings: { smtpUrl: postfix.url, dkim: keys.dkim },
    });
  });

  after(async () => {
    await mail.close();
    await postfix.close();
    await listener.close();
    await refusing.close();
    await stored.dispose();
  });

  async function send(to: string, period: string): Promise<SendOutcome & { messageId: string }> {
    const messageId = `${period}.${to.split("@")[0]}@example.org`;
    const raw = await mail.build(to, message, messageId);
    const client = mail.openClient();
    const envelope = { ...mail.returnPath({ digestId, period }, to), to };
    const outcome = await client.send(envelope, raw, () => {});
    client.close();
    return { ...outcome, messageId };
  }

  async function arrived(to: string): Promise<string> {
    const found = await waitFor(async () => (await postfix.inbox(to))[0]);
    assert.ok(found, `nothing came to ${to}`);
    return found;
  }

  /** As the recipient's server judges it: our machine has sent it, with this return path. */
  async function judge(raw: string) {
    const sender = /^Return-Path: <(.+)>$/m.exec(raw)?.[1] ?? "";
    return authenticate(raw.replace(/\r?\n/g, "\r\n"), {
      ip: "127.0.0.1",
      helo: "mx.example.org",
      sender,
      resolver: fakeResolver({
        ...records,
        "example.org": "v=spf1 ip4:127.0.0.1 -all",
        "_dmarc.example.org": "v=DMARC1; p=reject; adkim=s; aspf=s",
      }) as never,
    });
  }

  test("both DKIM signatures, SPF and DMARC pass where the mail arrives", async () => {
    assert.equal((await send("ada@readers.test", "2026-11-20")).kind, "accepted");
    const { dkim, spf, dmarc } = await judge(await arrived("ada@readers.test"));
    const passed = dkim.results.map(({ selector, status }) => `${selector}: ${status.result}`);
    assert.deepEqual(passed.toSorted(), ["ed: pass", "rsa: pass"]);
    assert.ok(spf && dmarc);
    assert.equal(spf.status.result, "pass");
    assert.equal(dmarc.status.result, "pass");
    assert.equal(dmarc.alignment.dkim.result, "example.org");
    assert.equal(dmarc.alignment.spf.result, "example.org");
  });

  test("what a reader trusts can not be changed on the way", async () => {
    const raw = await arrived("ada@readers.test");
    const changes = [
      "List-Unsubscribe: <https",
      "List-Unsubscribe-Post: L",
      "Feedback-ID: 2",
      "Subject: ",
    ];
    for (const line of changes) {
      assert.ok(raw.includes(`\n${line}`), line);
      const { dkim } = await judge(raw.replace(`\n${line}`, `\n${line}x`));
      const results = dkim.results.map(({ status }) => status.result);
      assert.deepEqual(results, ["fail", "fail"], line);
    }
    const { dkim } = await judge(raw.replace("Gewohnheiten", "Gepflogenheiten"));
    assert.ok(dkim.results.every(({ status }) => status.result !== "pass"));
  });

  test("the log of Postfix is a receipt", async () => {
    const { messageId } = await send("grace@readers.test", "2026-11-20");
    await arrived("grace@readers.test");
    const { taken } = await createReceiptFile(postfix.logFile)([messageId, "never@example.org"]);
    assert.deepEqual([...taken], [messageId]);
  });

  test("a bounce comes back twice, a day apart, and the address gets nothing more", async () => {
    const to = "nobody@gone.test";
    assert.equal((await send(to, "2026-11-20")).kind, "accepted");
    const first = await waitFor(async () => (await mail.events.list(10))[0]);
    assert.equal(first?.kind, "hard");
    assert.equal(first.status, "5.1.1");
    assert.equal(first.period, "2026-11-20");
    assert.doesNotMatch(first.detail, /nobody/);
    assert.equal((await mail.addresses.standing(to)).state, "fine");

    now = new Date("2026-11-21T09:00:01Z");
    await send(to, "2026-11-21");
    const state = await waitFor(async () => {
      const standing = await mail.addresses.standing(to);
      return standing.state === "suppressed" ? standing : undefined;
    });
    assert.equal(state?.reason, "bounces");
    assert.deepEqual(await mail.addresses.suppressed([to, "ada@readers.test"]), new Set([to]));
  });

  test("a refusal that is about us suppresses nobody", async () => {
    await send("spamtrap@gone.test", "2026-11-20");
    const event = await waitFor(async () =>
      (await mail.events.list(10)).find(({ kind }) => kind === "blocked"),
    );
    assert.equal(event?.status, "5.7.26");
    assert.equal((await mail.addresses.standing("spamtrap@gone.test")).state, "fine");
  });

  test("Postfix tells of nothing that it could not hand to us", async () => {
    const log = await readFile(postfix.logFile, "utf8");
    assert.doesNotMatch(log, /relay=.*status=(deferred|bounced).*to=<bounces/);
    assert.doesNotMatch(log, /warning|fatal|panic/);
  });
});
