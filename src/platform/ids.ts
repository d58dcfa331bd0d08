import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const ID_BYTES = 12;
const SECRET_BYTES = 32;

/** 16 characters for the key of a row: nobody guesses one, and it says nothing. */
export function createId(): string {
  return randomBytes(ID_BYTES).toString("base64url");
}

/** 43 characters, 256 bits: what a cookie, a link or a token is worth. */
export function createSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** What is kept of a secret; SHA-256 is enough for one that nobody chose. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Compares in constant time. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(
    createHash("sha256").update(one).digest(),
    createHash("sha256").update(other).digest(),
  );
}
