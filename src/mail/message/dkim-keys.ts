import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { AppError } from "#platform";
import type { DkimKeyFile } from "../mail.ts";

export interface DkimKey {
  readonly selector: string;
  readonly kind: "rsa" | "ed25519";
  readonly pem: string;
  /** What the TXT record of `SELECTOR._domainkey.DOMAIN` says. */
  readonly record: string;
}

const MIN_RSA_BITS = 1_024;

/** @throws AppError `invalid` for a file that is no key that mail is signed with. */
export function readDkimKey({ selector, file }: DkimKeyFile): DkimKey {
  const name = `The DKIM key ${selector} (${file})`;
  const pem = readPem(file, name);
  const key = parseKey(pem, name);
  const kind = key.asymmetricKeyType;
  if (kind !== "rsa" && kind !== "ed25519") {
    throw new AppError("invalid", `${name} must be of RSA or Ed25519, not ${kind}`);
  }
  if (kind === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS) {
    throw new AppError("invalid", `${name} is too short; make one of 2048 bits`);
  }
  return { selector, kind, pem, record: recordOf(key, kind) };
}

function readPem(file: string, name: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new AppError("invalid", `${name} can not be read`, { cause });
  }
}

function parseKey(pem: string, name: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new AppError("invalid", `${name} is no private key in PEM`, { cause });
  }
}

/** RFC 6376, section 3.6.1; RFC 8463 wants the 32 bytes of an Ed25519 key alone. */
function recordOf(key: KeyObject, kind: DkimKey["kind"]): string {
  const bytes = createPublicKey(key).export({ type: "spki", format: "der" });
  const shown = kind === "ed25519" ? bytes.subarray(-32) : bytes;
  return `v=DKIM1; k=${kind}; p=${shown.toString("base64")}`;
}
