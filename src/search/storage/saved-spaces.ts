import type { VectorData } from "../engine/vector-columns.ts";
import type { FittedSpaceData } from "../semantic/fitted/fitted-space-data.ts";
import type { SpaceData } from "../semantic/space-data.ts";
import { type Folder, loadColumns, saveColumns } from "./column-files.ts";
import type { Manifest, SavedSegment, SavedSpace, SavedVectors } from "./manifest.ts";

/** Saves the spaces fitted to the papers; all others have files of their own elsewhere. */
export async function saveSpaces(
  folder: Folder,
  spaces: readonly SpaceData[],
): Promise<SavedSpace[]> {
  const saved: SavedSpace[] = [];
  for (const space of spaces) {
    if (space.kind !== "fitted") continue;
    const { packed, ...rest } = space;
    saved.push({ ...rest, columns: await saveColumns(folder, `${space.identity}.space`, packed) });
  }
  return saved;
}

/** A fitted space and its layer of each segment, in their order. */
export interface LoadedSpace {
  readonly space: FittedSpaceData;
  readonly layers: readonly VectorData[];
}

/**
 * The fitted spaces that are whole. One that is damaged, or whose vectors are, is left out:
 * it is fitted anew from the papers, and searches do without it meanwhile.
 *
 * @param problems what is wrong with those left out is added.
 */
export async function loadSpaces(
  indexDir: string,
  { spaces, segments }: Manifest,
  problems: string[],
): Promise<LoadedSpace[]> {
  const loaded: LoadedSpace[] = [];
  for (const saved of spaces) {
    try {
      loaded.push(await loadSpace(indexDir, saved, segments));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return loaded;
}

async function loadSpace(
  indexDir: string,
  { columns, ...rest }: SavedSpace,
  segments: readonly SavedSegment[],
): Promise<LoadedSpace> {
  const packed = await loadColumns(indexDir, columns);
  const layers: VectorData[] = [];
  for (const { name, vectors } of segments) {
    const layer = vectors.find(({ space }) => space === rest.identity);
    if (!layer) throw new Error(`${name} has no vectors in ${rest.identity}`);
    layers.push(await loadLayer(indexDir, layer));
  }
  return { space: { ...rest, packed }, layers };
}

export async function loadLayer(indexDir: string, saved: SavedVectors): Promise<VectorData> {
  const { space, dimensions, revision, columns } = saved;
  return { space, dimensions, revision, packed: await loadColumns(indexDir, columns) };
}
