import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { PackedColumns } from "../engine/columns.ts";
import { openSegment, type Segment } from "../engine/segment.ts";
import { decodeManifest, type Manifest, type SavedColumns, type SavedSegment } from "./manifest.ts";

export const MANIFEST_FILE = "index.json";

export interface LoadedIndex {
  readonly seq: number;
  readonly landmark: string;
  readonly segments: readonly Segment[];
  /** Checksums of the files of columns, by their names, as they are on disk. */
  readonly checksums: ReadonlyMap<string, number>;
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
  const files = manifest.segments.flatMap(({ columns, vectors }) => [
    columns,
    ...vectors.map((layer) => layer.columns),
  ]);
  const checksums = new Map(files.map((saved) => [saved.file, saved.crc32]));
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
  const { name, totals } = saved;
  const packed = await loadColumns(indexDir, saved.columns);
  const vectors = [];
  for (const { space, dimensions, columns } of saved.vectors) {
    vectors.push({ space, dimensions, packed: await loadColumns(indexDir, columns) });
  }
  const deleted = new Uint8Array(new SharedArrayBuffer(totals.documents));
  for (const document of saved.deleted) deleted[document] = 1;
  return openSegment({ name, totals, packed, vectors, deleted });
}

async function loadColumns(indexDir: string, saved: SavedColumns): Promise<PackedColumns> {
  const buffer = new SharedArrayBuffer(saved.bytes);
  const bytes = new Uint8Array(buffer);
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
  return { buffer, places: saved.places };
}
