/** What providers tell pauses sending like what comes back by mail. */
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { describeOnEachDatabase } from "../../../../test/support/database.ts";
import { makeMail } from "../../../../test/support/mail.ts";
import { bounceReport } from "../../../../test/support/mail-reports.ts";
import type { DeliveryName, MailEvent } from "../../addresses.ts";
import type { Mail, MailMessage } from "../../mail.ts";

const period = "2026-11-20";
const SENT = 200;
const postmark = "postmark:a-password-of-some-length";
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const sendgrid = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const reader = (number: number) => `reader${number}@readers.example`;
/** Ends apart early, as the ids of rows do. */
const digestOf = (number: number) => `${String(number).padStart(6, "0")}xyzDEF90-_`;
const nameOf = (number: number): DeliveryName => ({ digestId: digestOf(number), period });

const message: MailMessage = {
  subject: "On the Habits of Papers",
  text: "The papers of the day",
  html: "<p>The papers of the day</p>",
  headers: {},
};

/** What the provider reads in a message, and gives back with its events. */
async function carried(mail: Mail, number: number): Promise<{ pm: string; sg: string }> {
  const raw = await mail.build(reader(number), message, undefined, nameOf(number));
  const text = raw.toString("utf8");
  const api = /^X-SMTPAPI: (.*)\r$/im.exec(text)?.[1] ?? "{}";
  return {
    pm: /^X-PM-Metadata-delivery: (.*)\r$/im.exec(text)?.[1] ?? "",
    sg: JSON.parse(api).unique_args.delivery,
  };
}

/** As https://postmarkapp.com/developer/webhooks/bounce-webhook describes it. */
function postmarkBounce(number: number, changes: object = {}) {
  return {
    RecordType: "Bounce",
    MessageStream: "broadcast",
    ID: 692_560_000 + number,
    Type: "HardBounce",
    TypeCode: 1,
    Name: "Hard bounce",
    Tag: "",
    MessageID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    Metadata: {},
    ServerID: 23,
    Description: "The server was unable to deliver your message.",
    Details: "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
    Email: reader(number),
    From: "papers@example.org",
    BouncedAt: "2026-11-20T09:00:02.0000000Z",
    DumpAvailable: true,
    Inactive: true,
    CanActivate: true,
    Subject: message.subject,
    ...changes,
  };
}

/** As https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event describes it. */
function sendgridEvent(number: number, changes: object = {}) {
  return {
    email: reader(number),
    timestamp: 1_795_165_200,
    "smtp-id": `<${period}.${digestOf(number)}@example.org>`,
    event: "bounce",
    category: ["papers"],
    sg_event_id: `event-${number}`,
    sg_message_id: `message-${number}.filter0001`,
    reason: "550 5.1.1 The email account that you tried to reach does not exist",
    status: "5.1.1",
    type: "bounce",
    bounce_classification: "Invalid Address",
    ip: "192.0.2.7",
    tls: 1,
    ...changes,
  };
}

function tellPostmark(mail: Mail, body: object): Promise<readonly MailEvent[]> {
  const headers = new Headers({ authorization: `Basic ${btoa(postmark)}` });
  return mail.events.takeProvider("postmark", { headers, body: JSON.stringify(body) });
}

function tellSendgrid(mail: Mail, told: readonly object[]): Promise<readonly MailEvent[]> {
  const [timestamp, body] = ["1795165200", JSON.stringify(told)];
  const signature = sign("sha256", Buffer.from(timestamp + body), privateKey).toString("base64");
  const headers = new Headers({
    "x-twilio-email-event-webhook-timestamp": timestamp,
    "x-twilio-email-event-webhook-signature": signature,
  });
  return mail.events.takeProvider("sendgrid", { headers, body });
}

const whyPaused = async (mail: Mail) => (await mail.sending.state()).reason;
const upTo = (count: number) => Array.from({ length: count }, (_, number) => number);

describeOnEachDatabase("what providers tell of a burst", (withDatabase) => {
  const withMail = (
    use: (mail: Mail) => Promise<void>,
    lastSentTo?: (address: string) => Promise<DeliveryName | undefined>,
  ) =>
    withDatabase(async (database, settings) => {
      const mail = makeMail(database, settings, {
        settings: { providers: { postmark, sendgrid } },
        ...(lastSentTo && { lastSentTo }),
      });
      await mail.sending.noteSent(period, SENT);
      await use(mail);
    });

  test("bounces of Postmark, which gives back the name that the message carried, pause", () =>
    withMail(async (mail) => {
      const tell = async (number: number) => {
        const { pm } = await carried(mail, number);
        return tellPostmark(mail, postmarkBounce(number, { Metadata: { Delivery: pm } }));
      };
      for (const number of upTo(10)) {
        const [event] = await tell(number);
        assert.deepEqual(event?.delivery, nameOf(number));
      }
      for (const number of upTo(10)) await tell(number);
      assert.equal(await whyPaused(mail), undefined);
      await tell(10);
      assert.equal(await whyPaused(mail), "11 bounces of 200 messages of 2026-11-20");
    }));

  test("bounces of SendGrid pause, and three complaints do", () =>
    withMail(async (mail) => {
      const bounce = async (number: number, changes: object = {}) =>
        sendgridEvent(number, { delivery: (await carried(mail, number)).sg, ...changes });
      await tellSendgrid(mail, await Promise.all(upTo(10).map((number) => bounce(number))));
      assert.equal(await whyPaused(mail), undefined);
      const spam = { event: "spamreport", reason: undefined, status: undefined };
      const complaints = [20, 21, 22].map((number) => bounce(number, spam));
      await tellSendgrid(mail, await Promise.all(complaints));
      assert.equal(await whyPaused(mail), "3 complaints of 200 messages of 2026-11-20");
      await mail.sending.resume();
      await tellSendgrid(mail, [await bounce(10)]);
      assert.equal(await whyPaused(mail), "11 bounces of 200 messages of 2026-11-20");
    }));

  test("one message counts once, though it comes back by mail and by a provider, as it may", () =>
    withMail(async (mail) => {
      for (const number of upTo(10)) {
        const { pm, sg } = await carried(mail, number);
        const to = mail.returnPath(nameOf(number), reader(number)).from;
        const bounce = bounceReport({ to, recipient: reader(number), status: "5.7.1" });
        const told = [
          () => mail.events.takeReport(bounce, "smtp", to),
          () => tellPostmark(mail, postmarkBounce(number, { Metadata: { delivery: pm } })),
          () => tellSendgrid(mail, [sendgridEvent(number, { delivery: sg })]),
        ];
        // Whichever comes first.
        for (const offset of [0, 1, 2]) await told[(number + offset) % told.length]!();
      }
      assert.equal((await mail.events.list(100)).length, 30);
      assert.equal(await whyPaused(mail), undefined);
    }));

  test("an event that names no message counts for the last one sent to its address", () =>
    withMail(
      async (mail) => {
        for (const number of upTo(10)) await tellPostmark(mail, postmarkBounce(number));
        await tellSendgrid(mail, [sendgridEvent(99), sendgridEvent(10, { delivery: 7 })]);
        assert.equal(await whyPaused(mail), "11 bounces of 200 messages of 2026-11-20");
      },
      async (address) => {
        const number = Number(/\d+/.exec(address)?.[0]);
        return number < 50 ? nameOf(number) : undefined;
      },
    ));

  test("a name that was made for somebody else proves nothing", () =>
    withMail(async (mail) => {
      const { sg } = await carried(mail, 1);
      const [event] = await tellSendgrid(mail, [sendgridEvent(2, { delivery: sg })]);
      assert.equal(event?.delivery, undefined);
    }));

  test("only providers that are set up find their headers in the mail", () =>
    withDatabase(async (database, settings) => {
      const build = async (providers: object) => {
        const mail = makeMail(database, settings, { settings: { providers } });
        return String(await mail.build(reader(1), message, undefined, nameOf(1)));
      };
      assert.doesNotMatch(await build({}), /X-PM-|X-SMTPAPI/i);
      assert.doesNotMatch(await build({ postmark }), /X-SMTPAPI/i);
      assert.doesNotMatch(await build({ sendgrid }), /X-PM-/i);
    }));
});
