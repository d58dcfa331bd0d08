import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { PackedColumns } from "../engine/columns.ts";
import { hashString } from "../engine/hash.ts";
import type { SegmentData } from "../engine/segment.ts";
import { MANIFEST_FILE } from "./load-index.ts";
import {
  encodeManifest,
  FORMAT_VERSION,
  type SavedColumns,
  type SavedSegment,
} from "./manifest.ts";
import { writeAtomically } from "./write-atomically.ts";

export interface IndexToSave {
  readonly space: string;
  readonly seq: number;
  readonly landmark: string;
  readonly segments: readonly SegmentData[];
}

/** Where files go, and the checksums of those that are there already. */
interface Folder {
  readonly indexDir: string;
  readonly written: Map<string, number>;
}

/**
 * Saves an index: new columns first, then the table of contents, which alone makes them
 * part of it; then files that nothing names are removed. Dying anywhere leaves the old
 * index or the new one. Columns never change, so that those on disk are not written again.
 *
 * @param written checksums of the files that are on disk; those written are added.
 */
export async function saveIndex(
  indexDir: string,
  index: IndexToSave,
  written: Map<string, number>,
): Promise<void> {
  await mkdir(indexDir, { recursive: true });
  const segments: SavedSegment[] = [];
  for (const segment of index.segments) {
    segments.push(await saveSegment({ indexDir, written }, segment));
  }
  const { space, seq, landmark } = index;
  const manifest = { formatVersion: FORMAT_VERSION, space, seq, landmark, segments };
  await writeAtomically(join(indexDir, MANIFEST_FILE), encodeManifest(manifest));
  await removeOthers(indexDir, segments);
}

async function saveSegment(folder: Folder, segment: SegmentData): Promise<SavedSegment> {
  const { name, totals, deleted } = segment;
  const columns = await saveColumns(folder, `${name}.segment`, segment.packed);
  const vectors = [];
  for (const { space, dimensions, packed } of segment.vectors) {
    const file = `${name}.${hashString(space).toString(16)}.vectors`;
    vectors.push({ space, dimensions, columns: await saveColumns(folder, file, packed) });
  }
  const gone: number[] = [];
  for (let at = 0; at < deleted.length; at++) if (deleted[at] === 1) gone.push(at);
  return { name, totals, columns, vectors, deleted: gone };
}

async function saveColumns(
  { indexDir, written }: Folder,
  file: string,
  { buffer, places }: PackedColumns,
): Promise<SavedColumns> {
  const bytes = new Uint8Array(buffer);
  let checksum = written.get(file);
  if (checksum === undefined) {
    checksum = crc32(bytes);
    await writeAtomically(join(indexDir, file), bytes);
    written.set(file, checksum);
  }
  return { file, crc32: checksum, bytes: bytes.length, places };
}

async function removeOthers(indexDir: string, segments: readonly SavedSegment[]): Promise<void> {
  const kept = new Set<string>();
  for (const { columns, vectors } of segments) {
    kept.add(columns.file);
    for (const layer of vectors) kept.add(layer.columns.file);
  }
  for (const file of await readdir(indexDir)) {
    const isOurs = /\.(?:segment|vectors)(?:\.tmp)?$/.test(file);
    if (isOurs && !kept.has(file)) await rm(join(indexDir, file), { force: true });
  }
}
