import { open } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { PackedColumns } from "../engine/columns.ts";
import { allocateShared } from "../engine/shared-bytes.ts";
import type { SavedColumns } from "./manifest.ts";
import { writeAtomically } from "./write-atomically.ts";

/** Where files go, and the checksums of those that are there already. */
export interface Folder {
  readonly indexDir: string;
  readonly written: Map<string, number>;
}

/** Writes columns into a file of their own, unless they are there already. */
export async function saveColumns(
  { indexDir, written }: Folder,
  file: string,
  { buffer, size, places }: PackedColumns,
): Promise<SavedColumns> {
  const bytes = new Uint8Array(buffer, 0, size);
  let checksum = written.get(file);
  if (checksum === undefined) {
    checksum = crc32(bytes);
    await writeAtomically(join(indexDir, file), bytes);
    written.set(file, checksum);
  }
  return { file, crc32: checksum, bytes: bytes.length, places };
}

/** Reads columns into shared memory. @throws Error that says how the file is damaged. */
export async function loadColumns(indexDir: string, saved: SavedColumns): Promise<PackedColumns> {
  const shared = allocateShared(saved.bytes);
  const bytes = new Uint8Array(shared.buffer, 0, saved.bytes);
  const file = await open(join(indexDir, saved.file), "r");
  try {
    const { size } = await file.stat();
    if (size !== saved.bytes) throw new Error(`${saved.file} has ${size} of ${saved.bytes} bytes`);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error(`${saved.file} ends too soon`);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  if (crc32(bytes) !== saved.crc32) throw new Error(`${saved.file} is damaged`);
  return { ...shared, size: saved.bytes, places: saved.places };
}
