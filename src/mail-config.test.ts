import assert from "node:assert/strict";
import { test } from "node:test";
import { readConfig } from "./config.ts";

test("keys are named by selector and file, as many as there are", () => {
  const { mail } = readConfig({ MAIL_DKIM: "s1=/keys/s1.pem  s2=/keys/a=b.pem" });
  assert.deepEqual(mail.dkim, [
    { selector: "s1", file: "/keys/s1.pem" },
    { selector: "s2", file: "/keys/a=b.pem" },
  ]);
});

test("a provider without its secret is none", () => {
  assert.deepEqual(readConfig({}).mail.providers, {});
  const { providers } = readConfig({ MAIL_MAILGUN: "signing-key" }).mail;
  assert.deepEqual(providers, { mailgun: "signing-key" });
});

test("what would open a door or lose bounces is refused, each by its name", () => {
  const wrong = {
    MAIL_LISTEN: ["lmtp://0.0.0.0:2526", "smtp://mx.example.org:25", "2526"],
    MAIL_BOUNCES: ["bounces+x@example.org", "bounces", "a b@example.org"],
    MAIL_DKIM: ["/keys/s1.pem", "s1="],
    MAIL_PER_SECOND: ["fast", "-1"],
    MAIL_PER_SECOND_TO_ONE: ["1.5"],
    MAIL_SES_TOPIC: ["mail"],
    MAIL_POSTMARK: ["postmark", "postmark:short"],
    MAIL_SENDGRID: ["key"],
  };
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      assert.throws(() => readConfig({ [name]: value }), new RegExp(`${name} must be`), value);
    }
  }
});
