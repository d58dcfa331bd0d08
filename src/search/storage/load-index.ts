import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { openSegment, type Segment } from "../engine/segment.ts";
import { decodeManifest, type Manifest, type SavedSegment } from "./manifest.ts";

export const MANIFEST_FILE = "index.json";

export interface LoadedIndex {
  readonly seq: number;
  readonly landmark: string;
  readonly segments: readonly Segment[];
  /** By name of the segment, as they are on disk. */
  readonly checksums: ReadonlyMap<string, number>;
}

export function segmentFile(indexDir: string, name: string): string {
  return join(indexDir, `${name}.segment`);
}

/**
 * The index saved in `indexDir`, or `undefined` when there is none.
 *
 * @param space identity of the space that searches will use.
 * @throws Error that says why it can not be used: damaged, or made for something else.
 */
export async function loadIndex(indexDir: string, space: string): Promise<LoadedIndex | undefined> {
  const manifest = await readManifest(indexDir);
  if (!manifest) return undefined;
  if (manifest.space !== space) throw new Error("its vectors are of another semantic model");
  const segments: Segment[] = [];
  for (const saved of manifest.segments) segments.push(await loadSegment(indexDir, saved));
  const checksums = new Map(manifest.segments.map((saved) => [saved.name, saved.crc32]));
  return { seq: manifest.seq, landmark: manifest.landmark, segments, checksums };
}

async function readManifest(indexDir: string): Promise<Manifest | undefined> {
  try {
    return decodeManifest(await readFile(join(indexDir, MANIFEST_FILE), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function loadSegment(indexDir: string, saved: SavedSegment): Promise<Segment> {
  const buffer = new SharedArrayBuffer(saved.bytes);
  const bytes = new Uint8Array(buffer);
  const file = await open(segmentFile(indexDir, saved.name), "r");
  try {
    const { size } = await file.stat();
    if (size !== saved.bytes) throw new Error(`${saved.name} has ${size} of ${saved.bytes} bytes`);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error(`${saved.name} ends too soon`);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
  if (crc32(bytes) !== saved.crc32) throw new Error(`${saved.name} is damaged`);
  const deleted = new Uint8Array(new SharedArrayBuffer(saved.totals.documents));
  for (const document of saved.deleted) deleted[document] = 1;
  const { name, totals, places } = saved;
  return openSegment({ name, totals, packed: { buffer, places }, deleted });
}
