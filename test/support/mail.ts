import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Clock, createLog, type Database, type DatabaseSettings } from "#platform";
import { createMail, type Mail, type MailSettings } from "../../src/mail/index.ts";
import type { MailParts } from "../../src/mail/mail.ts";

/** What every mail of the tests stands on. */
export interface MailBenchOptions {
  readonly settings?: Partial<MailSettings>;
  readonly clock?: Clock;
  readonly recipientOf?: (name: { digestId: string }) => Promise<string | undefined>;
  readonly lastSentTo?: NonNullable<MailParts["lastSentTo"]>;
}

export function makeMail(
  database: Database,
  { dataDir }: Pick<DatabaseSettings, "dataDir">,
  { settings, ...parts }: MailBenchOptions = {},
): Mail {
  return createMail({
    database,
    dataDir,
    clock: { now: () => new Date("2026-11-20T09:00:00Z") },
    log: createLog("silent"),
    settings: {
      siteTitle: "Broadsheet",
      smtpUrl: "smtp://127.0.0.1:1",
      mailFrom: "Broadsheet <papers@example.org>",
      bounceAddress: "bounces@example.org",
      ...settings,
    },
    ...parts,
  });
}

/** Two keys as an operator makes them, and what the name servers say of them. */
export function makeDkimKeys(folder: string) {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const ed25519 = generateKeyPairSync("ed25519");
  const keys = { rsa: rsa.privateKey, ed: ed25519.privateKey };
  const records: Record<string, string> = {};
  const dkim = Object.entries(keys).map(([selector, key]) => {
    const file = join(folder, `${selector}.pem`);
    writeFileSync(file, key.export({ type: "pkcs8", format: "pem" }));
    const shown = createPublicKey(key).export({ type: "spki", format: "der" });
    const kind = key.asymmetricKeyType;
    const bytes = kind === "ed25519" ? shown.subarray(-32) : shown;
    records[`${selector}._domainkey.example.org`] =
      `v=DKIM1; k=${kind}; p=${bytes.toString("base64")}`;
    return { selector, file };
  });
  return { dkim, records };
}

/** Answers for the names it knows, as a name server would. */
export function fakeResolver(records: Readonly<Record<string, string>>) {
  return async (name: string, type: string): Promise<string[][]> => {
    const record = type === "TXT" ? records[name] : undefined;
    if (record !== undefined) return [[record]];
    throw Object.assign(new Error(`no ${type} of ${name}`), { code: "ENOTFOUND" });
  };
}
