import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import { AppError, type Log } from "#platform";
import type { DkimKeyFile } from "../mail.ts";
import { type DkimKey, readDkimKey } from "./dkim-keys.ts";

/** RFC 8058 asks for both unsubscribe headers; without them Gmail shows no button. */
const MUST_BE_SIGNED = ["From", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID"];

const SIGNED = [
  ...MUST_BE_SIGNED,
  "To",
  "Subject",
  "Date",
  "Message-ID",
  "Reply-To",
  "MIME-Version",
  "Content-Type",
  "Content-Transfer-Encoding",
  "List-Id",
  "List-Help",
  "List-Archive",
  "Precedence",
  "Auto-Submitted",
];

export interface Signer {
  /** @throws AppError `unavailable` where a signature is asked for and none holds. */
  sign(raw: Buffer): Promise<Buffer>;
  /** Why messages can not be signed; found once, at the start. */
  obstacle(): Promise<string | undefined>;
  readonly keys: readonly Pick<DkimKey, "selector" | "kind" | "record">[];
}

interface SignerParts {
  readonly files: readonly DkimKeyFile[];
  /** Of the sender, so that DMARC finds them aligned. */
  readonly domain: string;
  readonly log: Pick<Log, "error">;
}

/** Signs with each key (DKIM); without keys messages stay as they are. */
export function createSigner({ files, domain, log }: SignerParts): Signer {
  const { keys, problem } = readKeys(files);
  const test = async () => {
    const found = problem ?? (await selfTest(keys, domain));
    if (found) log.error({ problem: found }, "no mail is sent: it can not be signed");
    return found;
  };
  let tested: Promise<string | undefined> | undefined;
  const obstacle = () => {
    tested ??= test();
    return tested;
  };
  return {
    keys,
    obstacle,
    async sign(raw) {
      if (files.length === 0) return raw;
      const found = await obstacle();
      if (found) throw new AppError("unavailable", found);
      return signWith(keys, domain, raw);
    },
  };
}

function readKeys(files: readonly DkimKeyFile[]): { keys: DkimKey[]; problem?: string } {
  try {
    return { keys: files.map(readDkimKey) };
  } catch (error) {
    if (error instanceof AppError) return { keys: [], problem: error.message };
    throw error;
  }
}

async function signWith(keys: readonly DkimKey[], domain: string, raw: Buffer): Promise<Buffer> {
  const signatureData = keys.map(({ selector, pem }) => ({
    signingDomain: domain,
    selector,
    privateKey: pem,
  }));
  const { signatures, errors } = await dkimSign(raw, {
    canonicalization: "relaxed/relaxed",
    headerList: SIGNED,
    signatureData,
    // The types ask for one signature here as well; those of the list are made.
  } as unknown as Parameters<typeof dkimSign>[1]);
  const made = signatures.match(/^DKIM-Signature:/gim)?.length ?? 0;
  if (errors.length > 0 || made !== keys.length) {
    const [first] = errors;
    const reason = first?.err.message ?? `${made} of ${keys.length} signatures were made`;
    throw new AppError("unavailable", `The message could not be signed: ${reason}`);
  }
  return Buffer.concat([Buffer.from(signatures), raw]);
}

const sample = [
  ...SIGNED.map((name) => `${name}: ${name === "From" ? "a@DOMAIN" : "a test of the signature"}`),
  "",
  "Whether a signature of ours holds.",
  "",
].join("\r\n");

/** Signs and verifies a message before any leaves. @returns what is wrong. */
async function selfTest(keys: readonly DkimKey[], domain: string): Promise<string | undefined> {
  if (keys.length === 0) return undefined;
  try {
    const raw = await signWith(keys, domain, Buffer.from(sample.replace("DOMAIN", domain)));
    const { results } = await dkimVerify(raw, { resolver: ownRecords(keys, domain) });
    for (const { selector } of keys) {
      const result = results.find((one) => one.selector === selector);
      if (result?.status.result !== "pass")
        return `The DKIM key ${selector} signs what does not verify`;
      const signed = (result.signingHeaders?.keys ?? "").toLowerCase().split(/\s*:\s*/);
      const missing = MUST_BE_SIGNED.find((name) => !signed.includes(name.toLowerCase()));
      if (missing) return `The DKIM key ${selector} leaves ${missing} unsigned`;
    }
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.message : `The signature fails: ${String(error)}`;
  }
}

/** Answers as the name servers should: what they do say is for `broadsheet mail check`. */
function ownRecords(keys: readonly DkimKey[], domain: string) {
  return async (name: string) => {
    const key = keys.find(({ selector }) => name === `${selector}._domainkey.${domain}`);
    if (key) return [[key.record]];
    throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  };
}
