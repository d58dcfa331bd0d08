import { crc32 } from "node:zlib";
import { createSecret } from "#platform";

const PREFIX = "dp_";
const CHECKSUM_CHARACTERS = 6;
const TOKEN = /^dp_[\w-]{43}[0-9a-z]{6}$/;

/** `dp_`, 256 bits and a checksum: scanners for leaked secrets know it from any other text. */
export function createTokenSecret(): string {
  const random = createSecret();
  return PREFIX + random + checksumOf(random);
}

export function isTokenSecret(text: string): boolean {
  if (!TOKEN.test(text)) return false;
  const random = text.slice(PREFIX.length, -CHECKSUM_CHARACTERS);
  return checksumOf(random) === text.slice(-CHECKSUM_CHARACTERS);
}

/** CRC-32 in base 36, of which the last six digits stay. */
function checksumOf(random: string): string {
  const digits = crc32(random).toString(36);
  return digits.padStart(CHECKSUM_CHARACTERS, "0").slice(-CHECKSUM_CHARACTERS);
}
