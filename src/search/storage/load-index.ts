import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openSegment, type Segment } from "../engine/segment.ts";
import type { VectorData } from "../engine/vector-columns.ts";
import type { FittedSpaceData } from "../semantic/fitted/fitted-space-data.ts";
import { loadColumns } from "./column-files.ts";
import { decodeManifest, type Manifest, type SavedSegment, type SavedSpace } from "./manifest.ts";
import { loadLayer, loadSpaces } from "./saved-spaces.ts";

export const MANIFEST_FILE = "index.json";

export interface LoadedIndex {
  readonly seq: number;
  readonly landmark: string;
  readonly segments: readonly Segment[];
  /** Spaces fitted to the papers, with vectors in every segment. */
  readonly spaces: readonly FittedSpaceData[];
  /** What is damaged of that which is made anew from the rest. */
  readonly problems: readonly string[];
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
  const problems: string[] = [];
  const own = await loadSpaces(indexDir, manifest, problems);
  const segments: Segment[] = [];
  for (const [at, saved] of manifest.segments.entries()) {
    const layers = own.map((loaded) => loaded.layers[at]!);
    segments.push(await loadSegment(indexDir, withoutLayers(saved, manifest.spaces), layers));
  }
  const { seq, landmark } = manifest;
  const spaces = own.map(({ space }) => space);
  return { seq, landmark, segments, spaces, problems, checksums: checksumsOf(manifest, spaces) };
}

async function readManifest(indexDir: string): Promise<Manifest | undefined> {
  try {
    return decodeManifest(await readFile(join(indexDir, MANIFEST_FILE), "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A segment as saved, but for its vectors in some spaces. */
function withoutLayers(saved: SavedSegment, spaces: readonly SavedSpace[]): SavedSegment {
  const left = new Set(spaces.map(({ identity }) => identity));
  return { ...saved, vectors: saved.vectors.filter(({ space }) => !left.has(space)) };
}

/** Of the files that were read; damaged ones of spaces are written again. */
function checksumsOf(manifest: Manifest, whole: readonly FittedSpaceData[]): Map<string, number> {
  const isWhole = (identity: string) => whole.some((space) => space.identity === identity);
  const lost = manifest.spaces.filter(({ identity }) => !isWhole(identity));
  const files = [
    ...manifest.spaces.filter(({ identity }) => isWhole(identity)).map(({ columns }) => columns),
    ...manifest.segments.flatMap((saved) => [
      saved.columns,
      ...withoutLayers(saved, lost).vectors.map(({ columns }) => columns),
    ]),
  ];
  return new Map(files.map((saved) => [saved.file, saved.crc32]));
}

async function loadSegment(
  indexDir: string,
  saved: SavedSegment,
  ownLayers: readonly VectorData[],
): Promise<Segment> {
  const { name, totals } = saved;
  const packed = await loadColumns(indexDir, saved.columns);
  const vectors = [];
  for (const layer of saved.vectors) vectors.push(await loadLayer(indexDir, layer));
  vectors.push(...ownLayers);
  const deleted = new Uint8Array(new SharedArrayBuffer(totals.documents));
  for (const document of saved.deleted) deleted[document] = 1;
  return openSegment({ name, totals, packed, vectors, deleted });
}
