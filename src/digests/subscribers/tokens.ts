import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** `confirm` proves that a mail arrived; `manage` changes preferences and unsubscribes. */
export type TokenPurpose = "confirm" | "manage";

const ID_BYTES = 12;
const MAC_BYTES = 16;
const SHAPE = /^([cm])([\w-]{16})([\w-]{22})$/;

/** A subscriber's id: 16 characters that say nothing about the address. */
export function createSubscriberId(): string {
  return randomBytes(ID_BYTES).toString("base64url");
}

export function createSalt(): string {
  return randomBytes(MAC_BYTES).toString("base64url");
}

/**
 * 39 characters: purpose, subscriber, and 128 bits of HMAC-SHA256 over both and the
 * subscriber's salt. Short, so that a List-Unsubscribe line need not be folded.
 */
export function createToken(
  secret: Buffer,
  purpose: TokenPurpose,
  subscriber: { readonly id: string; readonly salt: string },
): string {
  const mac = createHmac("sha256", secret)
    .update(`${purpose}\n${subscriber.id}\n${subscriber.salt}`)
    .digest()
    .subarray(0, MAC_BYTES);
  return `${purpose.charAt(0)}${subscriber.id}${mac.toString("base64url")}`;
}

/** Whose token it claims to be; to be checked with `isGenuine`. */
export function readToken(token: string): { purpose: TokenPurpose; id: string } | undefined {
  const match = SHAPE.exec(token);
  if (!match) return undefined;
  return { purpose: match[1] === "c" ? "confirm" : "manage", id: match[2] ?? "" };
}

/** Compares in constant time. */
export function isSameToken(token: string, genuine: string): boolean {
  const one = Buffer.from(token);
  const other = Buffer.from(genuine);
  return one.length === other.length && timingSafeEqual(one, other);
}
