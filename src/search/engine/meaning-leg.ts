import { cosinesOf } from "./cosines.ts";
import { type IndexView, placesBySegment, segmentOf } from "./index-view.ts";
import { prepareVector, type QueryVector } from "./query-vector.ts";
import { scratchFor } from "./scratch.ts";
import type { Segment } from "./segment.ts";
import type { TopDocuments } from "./top-documents.ts";
import type { VectorColumns } from "./vector-columns.ts";
import { nearestDocuments, type ScanParts } from "./vector-scan.ts";

/** A semantic space as an engine uses it: queries in, vectors of papers already in the segments. */
export interface QuerySpace {
  readonly identity: string;
  readonly dimensions: number;
  /** L2-normalised vector of a query, all zeros when it holds nothing the space knows. */
  embedQuery(text: string): Float32Array;
  /** Share of its cosines in the fused score, where it is better known than by its place. */
  readonly weight?: number;
}

/** One space in an index: the vectors of each segment, `undefined` where it has none. */
export interface SpaceView {
  readonly space: QuerySpace;
  readonly layers: readonly (VectorColumns | undefined)[];
}

/** What one space says of a query: its nearest documents, and the cosine of any other. */
export interface MeaningLeg {
  readonly layers: SpaceView["layers"];
  readonly vector: QueryVector;
  readonly nearest: TopDocuments;
  /** As the space says. */
  readonly weight?: number | undefined;
}

interface Sized {
  readonly dimensions: number;
}

export function viewSpaces(
  segments: readonly Segment[],
  spaces: readonly QuerySpace[],
): SpaceView[] {
  return spaces.map((space) => ({
    space,
    layers: segments.map(({ vectorsIn }) => vectorsIn.get(space.identity)),
  }));
}

/** Searches one space for a vector; `undefined` when the vector says nothing. */
export function runMeaningLeg(
  view: IndexView,
  { space, layers }: SpaceView,
  vector: Float32Array,
  parts: ScanParts & { readonly selection: Uint8Array | undefined },
): MeaningLeg | undefined {
  const prepared = prepareVector(vector);
  if (!prepared) return undefined;
  const nearest = nearestDocuments({ view, layers }, prepared, parts.selection, parts);
  return { layers, vector: prepared, nearest, weight: space.weight };
}

/** Cosines of the leg's query and documents; 0 where one has no vector in its space. */
export function cosinesIn(view: IndexView, leg: MeaningLeg, documents: Uint32Array): Float64Array {
  const cosines = new Float64Array(documents.length);
  for (const [at, places] of placesBySegment(view, documents)) {
    const layer = leg.layers[at];
    if (!layer) continue;
    const locals = places.map((place) => documents[place]! - view.bases[at]!);
    const found = cosinesOf(leg.vector, layer, locals, scratchFor(view.capacity));
    for (let index = 0; index < places.length; index++) cosines[places[index]!] = found[index]!;
  }
  return cosines;
}

/** The vector of a document, all zeros where it has none. */
export function vectorAt(view: IndexView, { space, layers }: SpaceView, document: number) {
  return vectorIn(view, { layers, vector: space }, document);
}

/** The same in the space of a leg. */
export function vectorIn(
  view: IndexView,
  { layers, vector }: { readonly layers: SpaceView["layers"]; readonly vector: Sized },
  document: number,
): Float32Array {
  const at = segmentOf(view, document);
  const layer = layers[at];
  const { dimensions } = vector;
  if (!layer) return new Float32Array(dimensions);
  const local = document - view.bases[at]!;
  const scale = layer.scale[local]!;
  const values = new Float32Array(dimensions);
  const start = local * dimensions;
  for (let place = 0; place < dimensions; place++) {
    values[place] = layer.quantised[start + place]! * scale;
  }
  return values;
}
