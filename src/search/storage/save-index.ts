import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { crc32 } from "node:zlib";
import type { SegmentData } from "../engine/segment.ts";
import { MANIFEST_FILE, segmentFile } from "./load-index.ts";
import { encodeManifest, FORMAT_VERSION, type SavedSegment } from "./manifest.ts";
import { writeAtomically } from "./write-atomically.ts";

export interface IndexToSave {
  readonly space: string;
  readonly seq: number;
  readonly landmark: string;
  readonly segments: readonly SegmentData[];
}

/**
 * Saves an index: new segments first, then the table of contents, which alone makes them
 * part of it; then files that nothing names are removed. Dying anywhere leaves the old
 * index or the new one. Segments never change, so that those on disk are not written again.
 *
 * @param written checksums of the segments that are on disk; those written are added.
 */
export async function saveIndex(
  indexDir: string,
  index: IndexToSave,
  written: Map<string, number>,
): Promise<void> {
  await mkdir(indexDir, { recursive: true });
  const segments: SavedSegment[] = [];
  for (const { name, totals, packed, deleted } of index.segments) {
    const bytes = new Uint8Array(packed.buffer);
    let checksum = written.get(name);
    if (checksum === undefined) {
      checksum = crc32(bytes);
      await writeAtomically(segmentFile(indexDir, name), bytes);
      written.set(name, checksum);
    }
    const gone: number[] = [];
    for (let at = 0; at < deleted.length; at++) if (deleted[at] === 1) gone.push(at);
    const { places } = packed;
    segments.push({ name, crc32: checksum, totals, places, bytes: bytes.length, deleted: gone });
  }
  const { space, seq, landmark } = index;
  const manifest = { formatVersion: FORMAT_VERSION, space, seq, landmark, segments };
  await writeAtomically(join(indexDir, MANIFEST_FILE), encodeManifest(manifest));
  await removeOthers(indexDir, index.segments);
}

async function removeOthers(indexDir: string, segments: readonly SegmentData[]): Promise<void> {
  const kept = new Set(segments.map(({ name }) => basename(segmentFile(indexDir, name))));
  for (const file of await readdir(indexDir)) {
    const isOurs = file.endsWith(".segment") || file.endsWith(".segment.tmp");
    if (isOurs && !kept.has(file)) await rm(join(indexDir, file), { force: true });
  }
}
