import { crc32 } from "node:zlib";
import { writeBytes } from "../../engine/quantise.ts";
import { KEY_BYTES } from "./key-table.ts";

/**
 * A file of vectors: a head, then records of one size, each with a checksum of its own, so
 * that a record that is damaged or cut short spoils no other.
 *
 * | head | bytes | | record | bytes |
 * | --- | --- | --- | --- | --- |
 * | name and version | 8 | | key | 16 |
 * | dimensions, u32 | 4 | | scale, f32 | 4 |
 * | CRC-32 of these | 4 | | vector, i8 each | dimensions |
 * | | | | CRC-32 of these | 4 |
 *
 * Numbers are little-endian.
 */
export const HEAD_BYTES = 16;
const MAGIC = Buffer.from("BSHVEC\0\u0001", "latin1");

export function recordBytes(dimensions: number): number {
  return KEY_BYTES + 4 + dimensions + 4;
}

export function encodeHead(dimensions: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head);
  head.writeUInt32LE(dimensions, 8);
  head.writeUInt32LE(crc32(head.subarray(0, 12)), 12);
  return head;
}

/** Dimensions of the vectors in a file, `undefined` when it is none of ours or damaged. */
export function decodeHead(head: Buffer): number | undefined {
  if (head.length < HEAD_BYTES || !head.subarray(0, 8).equals(MAGIC)) return undefined;
  if (head.readUInt32LE(12) !== crc32(head.subarray(0, 12))) return undefined;
  return head.readUInt32LE(8);
}

export function writeRecord(key: Uint8Array, vector: Float32Array, into: Buffer): void {
  into.set(key, 0);
  const bytes = new Int8Array(into.buffer, into.byteOffset + KEY_BYTES + 4, vector.length);
  into.writeFloatLE(writeBytes(vector, bytes, 0), KEY_BYTES);
  const end = into.length - 4;
  into.writeUInt32LE(crc32(into.subarray(0, end)), end);
}

export function isSound(record: Buffer): boolean {
  const end = record.length - 4;
  return record.readUInt32LE(end) === crc32(record.subarray(0, end));
}

export function keyIn(record: Buffer): Buffer {
  return record.subarray(0, KEY_BYTES);
}

export function vectorIn(record: Buffer, dimensions: number): Float32Array {
  const scale = record.readFloatLE(KEY_BYTES);
  const vector = new Float32Array(dimensions);
  for (let at = 0; at < dimensions; at++) vector[at] = record.readInt8(KEY_BYTES + 4 + at) * scale;
  return vector;
}
