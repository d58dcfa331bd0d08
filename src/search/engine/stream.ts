import type { GrowableBytes } from "./growable.ts";

/** Parts fields, authors, keywords: no phrase reaches across. */
export const BREAK = 0;

/**
 * A code in 1 byte (< 128), 2 bytes (< 16,384) or 3 (< 4,194,304); the first byte says how
 * many. Frequent terms have small codes, so a word of text takes 1.6 bytes.
 */
export function pushCode(bytes: GrowableBytes, code: number): void {
  if (code < 0x80) {
    bytes.push(code);
  } else if (code < 0x4000) {
    bytes.push(0x80 | (code >>> 8));
    bytes.push(code & 0xff);
  } else {
    bytes.push(0xc0 | (code >>> 16));
    bytes.push((code >>> 8) & 0xff);
    bytes.push(code & 0xff);
  }
}

/** Decodes `[start, end)` into `codes`; returns how many there were. */
export function readCodes(
  stream: Uint8Array,
  start: number,
  end: number,
  codes: Uint32Array,
): number {
  let count = 0;
  for (let at = start; at < end; ) {
    const first = stream[at]!;
    if (first < 0x80) {
      codes[count++] = first;
      at += 1;
    } else if (first < 0xc0) {
      codes[count++] = ((first & 0x3f) << 8) | stream[at + 1]!;
      at += 2;
    } else {
      codes[count++] = ((first & 0x3f) << 16) | (stream[at + 1]! << 8) | stream[at + 2]!;
      at += 3;
    }
  }
  return count;
}
