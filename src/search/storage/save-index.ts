import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { hashString } from "../engine/hash.ts";
import type { SegmentData } from "../engine/segment.ts";
import type { SpaceData } from "../semantic/space-data.ts";
import { type Folder, saveColumns } from "./column-files.ts";
import { MANIFEST_FILE } from "./load-index.ts";
import { encodeManifest, FORMAT_VERSION, type Manifest, type SavedSegment } from "./manifest.ts";
import { saveSpaces } from "./saved-spaces.ts";
import { writeAtomically } from "./write-atomically.ts";

export interface IndexToSave {
  readonly space: string;
  readonly seq: number;
  readonly landmark: string;
  readonly segments: readonly SegmentData[];
  /** Spaces besides the one named; those fitted to the papers are saved too. */
  readonly spaces?: readonly SpaceData[];
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
  await forgetMissing(indexDir, written);
  const segments: SavedSegment[] = [];
  for (const segment of index.segments) {
    segments.push(await saveSegment({ indexDir, written }, segment));
  }
  const spaces = await saveSpaces({ indexDir, written }, index.spaces ?? []);
  const { space, seq, landmark } = index;
  const manifest = { formatVersion: FORMAT_VERSION, space, spaces, seq, landmark, segments };
  await writeAtomically(join(indexDir, MANIFEST_FILE), encodeManifest(manifest));
  await removeOthers(indexDir, manifest);
}

/** Another process on this folder, or a person, may have removed what was written. */
async function forgetMissing(indexDir: string, written: Map<string, number>): Promise<void> {
  const present = new Set(await readdir(indexDir));
  for (const file of written.keys()) if (!present.has(file)) written.delete(file);
}

async function saveSegment(folder: Folder, segment: SegmentData): Promise<SavedSegment> {
  const { name, totals, deleted } = segment;
  const columns = await saveColumns(folder, `${name}.segment`, segment.packed);
  const vectors = [];
  for (const { space, dimensions, packed, revision = 0 } of segment.vectors) {
    const file = `${name}.${hashString(space).toString(16)}.${revision}.vectors`;
    const saved = await saveColumns(folder, file, packed);
    vectors.push({ space, dimensions, revision, columns: saved });
  }
  const gone: number[] = [];
  for (let at = 0; at < deleted.length; at++) if (deleted[at] === 1) gone.push(at);
  return { name, totals, columns, vectors, deleted: gone };
}

async function removeOthers(indexDir: string, { segments, spaces }: Manifest): Promise<void> {
  const kept = new Set(spaces.map(({ columns }) => columns.file));
  for (const { columns, vectors } of segments) {
    kept.add(columns.file);
    for (const layer of vectors) kept.add(layer.columns.file);
  }
  for (const file of await readdir(indexDir)) {
    const isOurs = /\.(?:segment|space|vectors)(?:\.tmp)?$/.test(file);
    if (isOurs && !kept.has(file)) await rm(join(indexDir, file), { force: true });
  }
}
