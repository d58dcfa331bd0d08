import { isUtf8 } from "node:buffer";

/**
 * Stands in the decoded text for bytes that are not UTF-8: a code point that Unicode reserves for
 * a program's own use, so that a record that holds one can be told and refused.
 */
export const BROKEN_BYTES = "\ufdd0";

export interface Decoder {
  /** The text of the next bytes; a character cut at the end waits for its rest. */
  decode(bytes: Buffer): string;
  end(): string;
  /** Whether any text so far holds `BROKEN_BYTES`. */
  sawBrokenBytes(): boolean;
}

/** Encodings told by a byte order mark; UTF-8 otherwise. */
export function createDecoder(firstBytes: Buffer, declaredEncoding?: string): Decoder {
  const encoding = encodingOf(firstBytes, declaredEncoding);
  return encoding === "utf-8" ? createUtf8Decoder() : createOtherDecoder(encoding);
}

function encodingOf(bytes: Buffer, declared: string | undefined): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return declared ?? "utf-8";
}

function createOtherDecoder(encoding: string): Decoder {
  const decoder = new TextDecoder(encoding);
  return {
    decode: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
    sawBrokenBytes: () => false,
  };
}

function createUtf8Decoder(): Decoder {
  let rest: Buffer = Buffer.alloc(0);
  let isStart = true;
  let sawBroken = false;
  const toText = (bytes: Buffer) => {
    if (isUtf8(bytes)) return bytes.toString("utf8");
    sawBroken = true;
    return linesOf(bytes)
      .map((line) => (isUtf8(line) ? line.toString("utf8") : markBroken(line)))
      .join("");
  };
  return {
    decode(bytes) {
      const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
      const cut = all.length - unfinishedLength(all);
      rest = all.subarray(cut);
      const text = toText(all.subarray(0, cut));
      const hasMark = isStart && text.startsWith("\ufeff");
      if (text !== "") isStart = false;
      return hasMark ? text.slice(1) : text;
    },
    end() {
      const text = toText(rest);
      rest = Buffer.alloc(0);
      return text;
    },
    sawBrokenBytes: () => sawBroken,
  };
}

function markBroken(line: Buffer): string {
  return line.toString("utf8").replaceAll("\ufffd", BROKEN_BYTES);
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}

/** How many bytes at the end begin a character whose rest is still to come; 0 to 3. */
function unfinishedLength(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0;
  }
  return 0;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
