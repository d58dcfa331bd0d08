import assert from "node:assert/strict";
import { createHmac, createSign, generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { openTemporarySqlite } from "../../../../test/support/database.ts";
import { makeMail } from "../../../../test/support/mail.ts";
import { temporaryFolder } from "../../../../test/support/program.ts";
import { selfSigned } from "../../../../test/support/self-signed.ts";
import { createMailKeys } from "../../keys.ts";
import { createReturnPaths } from "../../return-path.ts";
import { createMailgun } from "./mailgun.ts";
import { createPostmark } from "./postmark.ts";
import type { Provider } from "./provider.ts";
import { createSendgrid } from "./sendgrid.ts";
import { createSes } from "./ses.ts";

const now = "2026-11-20T09:00:00.000Z";
const reader = "ada@readers.example";
const name = { digestId: "AbC-_123xyzDEF90", period: "2026-11-20" };

async function pathsFor(t: Parameters<typeof temporaryFolder>[0]) {
  const keys = createMailKeys(await temporaryFolder(t));
  return createReturnPaths(keys, { bounceAddress: "bounces@example.org", sender: "a@example.org" });
}

/** Kind, status and address of each event. */
async function told(provider: Provider, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const events = await provider({ headers: new Headers(headers), body: text }, now);
  return events.map(({ kind, status, address }) => [kind, status, address]);
}

const forbidden = { code: "forbidden" };

test("Postmark is known by its password, and each type of bounce by its name", async (t) => {
  const provider = createPostmark("postmark:a-password-of-some-length", await pathsFor(t));
  const authorization = `Basic ${btoa("postmark:a-password-of-some-length")}`;
  const bounce = (Type: string) => ({
    RecordType: "Bounce",
    ID: 42,
    Type,
    Email: reader,
    Details: "smtp;550 5.1.1 The email account does not exist.",
  });
  await assert.rejects(told(provider, bounce("HardBounce")), forbidden);
  await assert.rejects(
    told(provider, bounce("HardBounce"), { authorization: "Basic eDp5" }),
    forbidden,
  );
  const ask = (body: unknown) => told(provider, body, { authorization });
  assert.deepEqual(await ask(bounce("HardBounce")), [["hard", "5.1.1", reader]]);
  assert.deepEqual(await ask(bounce("SpamNotification")), [["blocked", "5.1.1", reader]]);
  assert.deepEqual(await ask(bounce("AutoResponder")), []);
  const spam = { RecordType: "SpamComplaint", ID: 43, Type: "SpamComplaint", Email: reader };
  assert.deepEqual(await ask(spam), [["complaint", undefined, reader]]);
  await assert.rejects(ask("not JSON"), { code: "invalid" });
  await assert.rejects(ask([]), { code: "invalid" });
});

test("Mailgun is known by its signature, which is worth nothing a day later", async (t) => {
  const paths = await pathsFor(t);
  const provider = createMailgun("signing-key", paths);
  const signed = (timestamp: string, data: object) => ({
    signature: {
      timestamp,
      token: "token",
      signature: createHmac("sha256", "signing-key").update(`${timestamp}token`).digest("hex"),
    },
    "event-data": { id: "e1", recipient: reader, ...data },
  });
  const fresh = String(Date.parse(now) / 1_000);
  const failed = {
    event: "failed",
    severity: "permanent",
    "delivery-status": { code: 550, message: "5.1.1 unknown" },
  };
  assert.deepEqual(await told(provider, signed(fresh, failed)), [["hard", "5.1.1", reader]]);
  // The signature says nothing of the event: one token proves one.
  await assert.rejects(told(provider, signed(fresh, { ...failed, id: "e2" })), forbidden);
  const temporary = { ...failed, severity: "temporary" };
  assert.deepEqual(await told(provider, signed(fresh, temporary)), []);
  assert.deepEqual(await told(provider, signed(fresh, { event: "complained" })), [
    ["complaint", undefined, reader],
  ]);
  const envelope = { sender: paths.make(name, reader).from };
  const body = JSON.stringify(signed(fresh, { event: "complained", envelope }));
  const [event] = await provider({ headers: new Headers(), body }, now);
  assert.deepEqual(event?.delivery, name);
  const old = String(Date.parse(now) / 1_000 - 90_000);
  await assert.rejects(told(provider, signed(old, failed)), forbidden);
  const forged = signed(fresh, failed);
  forged.signature.signature = forged.signature.signature.replace(/^./, (first) =>
    first === "0" ? "1" : "0",
  );
  await assert.rejects(told(provider, forged), forbidden);
});

test("SendGrid is known by its signature over time and body", async (t) => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const provider = createSendgrid(key, await pathsFor(t));
  const body = JSON.stringify([
    {
      event: "bounce",
      type: "bounce",
      email: reader,
      sg_event_id: "1",
      status: "5.1.1",
      reason: "unknown",
    },
    {
      event: "bounce",
      type: "blocked",
      email: reader,
      sg_event_id: "2",
      status: "5.1.1",
      reason: "spam",
    },
    { event: "spamreport", email: reader, sg_event_id: "3" },
    { event: "open", email: reader, sg_event_id: "4" },
  ]);
  const timestamp = "1795165200";
  const headers = {
    "x-twilio-email-event-webhook-timestamp": timestamp,
    "x-twilio-email-event-webhook-signature": sign(
      "sha256",
      Buffer.from(timestamp + body),
      privateKey,
    ).toString("base64"),
  };
  assert.deepEqual(await told(provider, body, headers), [
    ["hard", "5.1.1", reader],
    ["blocked", "5.1.1", reader],
    ["complaint", undefined, reader],
  ]);
  await assert.rejects(told(provider, `${body} `, headers), forbidden);
  const later = { ...headers, "x-twilio-email-event-webhook-timestamp": "1795165201" };
  await assert.rejects(told(provider, body, later), forbidden);
  await assert.rejects(told(provider, body), forbidden);
});

test("Amazon SES is known by its topic, and by a certificate that Amazon itself serves", async (t) => {
  const paths = await pathsFor(t);
  const { certificate, privateKey } = selfSigned();
  const topic = "arn:aws:sns:eu-west-1:123456789012:mail";
  const asked: string[] = [];
  const client = {
    get: async ({ url }: { url: string }) => {
      asked.push(url);
      return {
        kind: "ok" as const,
        body: new TextEncoder().encode(certificate),
        url,
        contentType: "",
      };
    },
  };
  const provider = createSes({ topic, client: client as never, paths });
  const sns = (changes: Record<string, string>) => {
    const message: Record<string, string> = {
      Type: "Notification",
      MessageId: "m1",
      TopicArn: topic,
      Timestamp: now,
      SignatureVersion: "2",
      SigningCertURL: "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem",
      ...changes,
    };
    const names =
      message.Type === "Notification"
        ? ["Message", "MessageId", "Timestamp", "TopicArn", "Type"]
        : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
    const text = names.map((key) => `${key}\n${message[key]}\n`).join("");
    return { ...message, Signature: createSign("sha256").update(text).sign(privateKey, "base64") };
  };
  const bounce = {
    notificationType: "Bounce",
    mail: { source: paths.make(name, reader).from },
    bounce: {
      bounceType: "Permanent",
      bouncedRecipients: [{ emailAddress: reader, status: "5.1.1" }],
    },
  };
  const Message = JSON.stringify(bounce);
  assert.deepEqual(await told(provider, sns({ Message })), [["hard", "5.1.1", reader]]);
  const [event] = await provider(
    { headers: new Headers(), body: JSON.stringify(sns({ Message })) },
    now,
  );
  assert.deepEqual(event?.delivery, name);

  await assert.rejects(told(provider, { ...sns({ Message }), Message: `${Message} ` }), forbidden);
  await assert.rejects(told(provider, sns({ Message, TopicArn: `${topic}2` })), forbidden);
  asked.length = 0;
  for (const SigningCertURL of [
    "https://sns.eu-west-1.amazonaws.com.evil.example/x.pem",
    "http://sns.eu-west-1.amazonaws.com/x.pem",
    "https://sns.eu-west-1.amazonaws.com:444/x.pem",
    "https://a@sns.eu-west-1.amazonaws.com/x.pem",
    "https://evil.example/?sns.eu-west-1.amazonaws.com",
  ]) {
    await assert.rejects(
      told(provider, sns({ Message, SigningCertURL })),
      forbidden,
      SigningCertURL,
    );
  }
  assert.deepEqual(asked, []);

  const SubscribeURL = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
  const confirmation = { Type: "SubscriptionConfirmation", Message: "confirm", Token: "t" };
  await told(provider, sns({ ...confirmation, SubscribeURL }));
  assert.deepEqual(asked, [SubscribeURL]);
  const elsewhere = sns({ ...confirmation, SubscribeURL: "https://evil.example/" });
  await assert.rejects(told(provider, elsewhere), forbidden);
});

test("what is served in place of Amazon's certificate proves nothing", async (t) => {
  const paths = await pathsFor(t);
  const topic = "arn:aws:sns:eu-west-1:123456789012:mail";
  const body = new TextEncoder().encode("<html>not found</html>");
  const client = { get: async ({ url }: { url: string }) => ({ kind: "ok", body, url }) };
  const provider = createSes({ topic, client: client as never, paths });
  const SigningCertURL = "https://sns.eu-west-1.amazonaws.com/none.pem";
  const said = { Type: "Notification", MessageId: "m1", TopicArn: topic, Message: "{}" };
  const signed = { Timestamp: "t", SignatureVersion: "2", Signature: "", SigningCertURL };
  await assert.rejects(told(provider, { ...said, ...signed }), { code: "forbidden" });
});

test("a provider without a secret here is not heard", async (t) => {
  const { database, settings, dispose } = await openTemporarySqlite();
  t.after(dispose);
  const mail = makeMail(database, settings);
  for (const provider of ["ses", "postmark", "mailgun", "sendgrid", "constructor", ""]) {
    const request = { headers: new Headers(), body: "{}" };
    await assert.rejects(mail.events.takeProvider(provider, request), { code: "not_found" });
  }
});

test("what a provider reports twice counts once", async (t) => {
  const { database, settings, dispose } = await openTemporarySqlite();
  t.after(dispose);
  const postmark = "postmark:a-password-of-some-length";
  const mail = makeMail(database, settings, { settings: { providers: { postmark } } });
  const headers = new Headers({ authorization: `Basic ${btoa(postmark)}` });
  const body = JSON.stringify({ RecordType: "Bounce", ID: 1, Type: "HardBounce", Email: reader });
  for (let time = 0; time < 3; time++)
    await mail.events.takeProvider("postmark", { headers, body });
  assert.equal((await mail.events.list(10)).length, 1);
});
