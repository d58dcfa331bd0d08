import { createHash } from "node:crypto";
import { AppError } from "#platform";
import type { TokenTables } from "./token-space.ts";

const MAGIC = "BSSPACE1";
const CHECKSUM_BYTES = 32;
const PREFIX_BYTES = MAGIC.length + 4;

interface Header {
  readonly name: string;
  readonly dimensions: number;
  readonly entries: number;
  readonly vocabularyBytes: number;
}

/** Bytes of a space: magic, header length, JSON header, vocabulary, scales, rows, SHA-256. */
export function encodeSpace(name: string, tables: TokenTables): Uint8Array {
  const vocabulary = Buffer.from(tables.entries.join("\n"));
  const header: Header = {
    name,
    dimensions: tables.dimensions,
    entries: tables.entries.length,
    vocabularyBytes: vocabulary.length,
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(headerBytes.length);
  const body = Buffer.concat([
    Buffer.from(MAGIC),
    length,
    headerBytes,
    vocabulary,
    littleEndian(tables.scales),
    Buffer.from(tables.rows.buffer, tables.rows.byteOffset, tables.rows.byteLength),
  ]);
  return Buffer.concat([body, createHash("sha256").update(body).digest()]);
}

/**
 * Reads what `encodeSpace` wrote. The rows stay views on `bytes`.
 *
 * @param isVerified the checksum has been looked at already.
 * @throws AppError `invalid` when the bytes are cut, changed or of another format.
 */
export function decodeSpace(
  bytes: Buffer,
  { isVerified = false } = {},
): { tables: TokenTables; identity: string } {
  if (bytes.length < PREFIX_BYTES + CHECKSUM_BYTES || bytes.toString("latin1", 0, 8) !== MAGIC) {
    throw damaged("it is no semantic model of this version");
  }
  const body = bytes.subarray(0, bytes.length - CHECKSUM_BYTES);
  const checksum = bytes.subarray(body.length);
  if (!isVerified && !checksum.equals(createHash("sha256").update(body).digest())) {
    throw damaged("its checksum does not match: the file is cut or changed");
  }
  const headerEnd = PREFIX_BYTES + body.readUInt32LE(MAGIC.length);
  const header = JSON.parse(body.toString("utf8", PREFIX_BYTES, headerEnd)) as Header;
  const scalesStart = headerEnd + header.vocabularyBytes;
  const rowsStart = scalesStart + header.entries * 4;
  if (rowsStart + header.entries * header.dimensions !== body.length) {
    throw damaged("its tables have the wrong size");
  }
  const scales = new Float32Array(header.entries);
  for (let at = 0; at < scales.length; at += 1) scales[at] = body.readFloatLE(scalesStart + at * 4);
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + rowsStart, body.length - rowsStart);
  const entries = body.toString("utf8", headerEnd, scalesStart).split("\n");
  return {
    tables: { dimensions: header.dimensions, entries, rows, scales },
    identity: `${header.name}-${checksum.toString("hex", 0, 6)}`,
  };
}

function littleEndian(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => void bytes.writeFloatLE(value, at * 4));
  return bytes;
}

function damaged(reason: string): AppError {
  return new AppError(
    "invalid",
    `The semantic model cannot be used: ${reason}. Restore the file, or run "broadsheet train".`,
  );
}
