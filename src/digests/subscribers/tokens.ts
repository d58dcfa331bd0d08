import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * `confirm` proves that a mail arrived, `manage` opens all settings; both name a subscriber.
 * `add` proves it too and begins one more digest, `stop` ends one, `read` shows one; they name a
 * digest. `mark` names a subscriber and a paper.
 */
export type TokenPurpose = "confirm" | "manage" | "add" | "stop" | "read" | "mark";

const MAC_BYTES = 16;
const MAX_PAPER_CHARACTERS = 400;
const SHAPE = /^([cmasrk])([\w-]{16})([\w-]{22})([\w-]*)$/;
const letters = { confirm: "c", manage: "m", add: "a", stop: "s", read: "r", mark: "k" } as const;
const purposes = new Map(Object.entries(letters).map(([purpose, letter]) => [letter, purpose]));

export function createSalt(): string {
  return randomBytes(MAC_BYTES).toString("base64url");
}

/** What a token claims to stand for. */
export interface TokenClaim {
  readonly purpose: TokenPurpose;
  /** Of the subscriber, or of the digest. */
  readonly id: string;
  /** Of a `mark`: the paper; else empty. */
  readonly paperId: string;
}

/**
 * 39 characters: purpose, subscriber or digest, and 128 bits of HMAC-SHA256 over all of it and
 * the subscriber's salt; of a `mark` the paper follows. Short, so that a List-Unsubscribe line
 * need not be folded.
 */
export function createToken(secret: Buffer, claim: TokenClaim, salt: string): string {
  const { purpose, id, paperId } = claim;
  const mac = createHmac("sha256", secret)
    .update([purpose, id, salt, ...(paperId === "" ? [] : [paperId])].join("\n"))
    .digest()
    .subarray(0, MAC_BYTES)
    .toString("base64url");
  return `${letters[purpose]}${id}${mac}${Buffer.from(paperId).toString("base64url")}`;
}

/** What a token claims to be; to be compared with the genuine one. */
export function readToken(token: string): TokenClaim | undefined {
  const [, letter = "", id = "", , paper = ""] = SHAPE.exec(token) ?? [];
  const purpose = purposes.get(letter as "c") as TokenPurpose | undefined;
  const isOfPaper = purpose === "mark";
  if (!purpose || isOfPaper !== paper.length > 0 || paper.length > MAX_PAPER_CHARACTERS) {
    return undefined;
  }
  return { purpose, id, paperId: Buffer.from(paper, "base64url").toString() };
}

/** Compares in constant time. */
export function isSameToken(token: string, genuine: string): boolean {
  const one = Buffer.from(token);
  const other = Buffer.from(genuine);
  return one.length === other.length && timingSafeEqual(one, other);
}
