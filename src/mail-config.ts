import type { MailSettings } from "#mail";
import type { Rule, Setting } from "./setting.ts";

export const mailSettings = [
  {
    name: "SMTP_URL",
    default: "",
    help: "smtp:// or smtps:// address of the mail server; empty: no mail is sent",
    isSecret: true,
  },
  {
    name: "MAIL_FROM",
    default: "",
    help: "Sender of the digest, such as Broadsheet <papers@example.org>",
  },
  {
    name: "MAIL_RECEIPTS",
    default: "",
    help: "File to which the mail server writes the Message-IDs it takes; empty: the journal decides",
  },
  {
    name: "MAIL_DKIM",
    default: "",
    help: "Keys that mail is signed with, selector=file parted by spaces; empty: the server signs",
  },
  {
    name: "MAIL_BOUNCES",
    default: "",
    help: "Address that bounces come to, such as bounces@example.org; empty: the sender's",
  },
  {
    name: "MAIL_LISTEN",
    default: "",
    help: "Where the mail server hands bounces in, such as lmtp://127.0.0.1:2526; empty: nowhere",
  },
  {
    name: "MAIL_PER_SECOND",
    default: "100",
    help: "Messages handed over in a second, at most; 0: no limit",
  },
  {
    name: "MAIL_PER_SECOND_TO_ONE",
    default: "20",
    help: "Of these, to one domain or large provider; 0: no limit",
  },
  {
    name: "MAIL_SES_TOPIC",
    default: "",
    help: "ARN of the SNS topic that Amazon SES reports to; empty: its reports are refused",
  },
  {
    name: "MAIL_POSTMARK",
    default: "",
    help: "name:password that Postmark's webhook address carries; empty: its reports are refused",
    isSecret: true,
  },
  {
    name: "MAIL_MAILGUN",
    default: "",
    help: "Mailgun's webhook signing key; empty: its reports are refused",
    isSecret: true,
  },
  {
    name: "MAIL_SENDGRID",
    default: "",
    help: "Verification key of SendGrid's signed event webhook; empty: its reports are refused",
  },
] as const satisfies readonly Setting[];

type Name = (typeof mailSettings)[number]["name"];

const rate: Rule = { holds: (text) => /^\d{1,5}$/.test(text), says: "a whole number" };
const listenPattern = /^(lmtp|smtp):\/\/(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/;

export const mailRules: Partial<Record<Name, Rule>> = {
  SMTP_URL: { holds: (text) => /^smtps?:\/\//.test(text), says: "an smtp:// or smtps:// address" },
  MAIL_FROM: { holds: (text) => /^[^\r\n]*@[^\r\n]*$/.test(text), says: "a mail address" },
  MAIL_DKIM: {
    holds: (text) => text.split(/\s+/).every((pair) => /^[A-Za-z0-9][\w.-]*=.+$/.test(pair)),
    says: "selector=file, such as s1=/etc/broadsheet/s1.pem",
  },
  MAIL_BOUNCES: {
    holds: (text) => /^[\w.-]+@[\w-]+(\.[\w-]+)+$/.test(text),
    says: "an address without a plus, such as bounces@example.org",
  },
  MAIL_LISTEN: {
    holds: (text) => listenPattern.test(text),
    says: "lmtp:// or smtp:// with this machine and a port, such as lmtp://127.0.0.1:2526",
  },
  MAIL_PER_SECOND: rate,
  MAIL_PER_SECOND_TO_ONE: rate,
  MAIL_SES_TOPIC: {
    holds: (text) => /^arn:aws[\w-]*:sns:[\w-]+:\d+:[\w-]+$/.test(text),
    says: "an ARN such as arn:aws:sns:eu-west-1:123456789012:mail",
  },
  MAIL_POSTMARK: {
    holds: (text) => /^[^:\s]+:\S{16,}$/.test(text),
    says: "name:password, the password of 16 characters or more",
  },
  MAIL_SENDGRID: {
    holds: (text) => /^[A-Za-z0-9+/]{100,}={0,2}$/.test(text),
    says: "the key in base64, as SendGrid shows it",
  },
};

/** All but what the site knows besides: its title, and whom the sources are told. */
export type ReadMail = Required<Omit<MailSettings, "siteTitle" | "contact">>;

export function readMail(read: (name: Name) => string): ReadMail {
  const pairs = read("MAIL_DKIM").split(/\s+/).filter(Boolean);
  const secret = (name: "sesTopic" | "postmark" | "mailgun" | "sendgrid", value: string) =>
    value && { [name]: value };
  return {
    smtpUrl: read("SMTP_URL"),
    mailFrom: read("MAIL_FROM"),
    dkim: pairs.map((pair) => {
      const at = pair.indexOf("=");
      return { selector: pair.slice(0, at), file: pair.slice(at + 1) };
    }),
    bounceAddress: read("MAIL_BOUNCES"),
    listenUrl: read("MAIL_LISTEN"),
    perSecond: Number(read("MAIL_PER_SECOND")),
    perSecondToOne: Number(read("MAIL_PER_SECOND_TO_ONE")),
    providers: {
      ...secret("sesTopic", read("MAIL_SES_TOPIC")),
      ...secret("postmark", read("MAIL_POSTMARK")),
      ...secret("mailgun", read("MAIL_MAILGUN")),
      ...secret("sendgrid", read("MAIL_SENDGRID")),
    },
  };
}

/** What is wrong between the settings. */
export function mailProblems({ mail }: { readonly mail: ReadMail }): string[] {
  return mail.smtpUrl && !mail.mailFrom ? ["MAIL_FROM must be set when SMTP_URL is"] : [];
}

/** What the module `mail` is told. */
export function mailSettingsOf(config: {
  readonly mail: ReadMail;
  readonly siteTitle: string;
  readonly contact: string;
}): MailSettings {
  const { mail, siteTitle, contact } = config;
  return { ...mail, siteTitle, contact };
}
