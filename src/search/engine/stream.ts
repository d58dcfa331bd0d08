import type { GrowableBytes } from "./growable.ts";

/** Parts fields, authors, keywords: no phrase reaches across. */
export const BREAK = 0;

const END = 0x80;

/**
 * A code in bytes of 7 bits, the high ones first; the top bit marks its last byte, so that a
 * code can be looked for anywhere in a stream. Frequent terms have small codes: a word of
 * text takes 1.6 bytes.
 */
export function pushCode(bytes: GrowableBytes, code: number): void {
  if (code >= 0x80) {
    if (code >= 0x4000) {
      if (code >= 0x200000) bytes.push(code >>> 21);
      bytes.push((code >>> 14) & 0x7f);
    }
    bytes.push((code >>> 7) & 0x7f);
  }
  bytes.push(END | (code & 0x7f));
}

/** Begins a stream: in front of the first document, as behind each, stands a break. */
export function beginStream(bytes: GrowableBytes): void {
  pushCode(bytes, BREAK);
}

/** Bytes that a code takes. */
export function codeWidth(code: number): number {
  return code < 0x80 ? 1 : code < 0x4000 ? 2 : code < 0x200000 ? 3 : 4;
}

/** Decodes `[start, end)` into `codes`; returns how many there were. */
export function readCodes(
  stream: Uint8Array,
  start: number,
  end: number,
  codes: Uint32Array,
): number {
  let count = 0;
  let code = 0;
  for (let at = start; at < end; at++) {
    const byte = stream[at]!;
    code = (code << 7) | (byte & 0x7f);
    if (byte >= END) {
      codes[count++] = code;
      code = 0;
    }
  }
  return count;
}
