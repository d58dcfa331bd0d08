import { type IndexView, segmentOf } from "./index-view.ts";
import type { Segment } from "./segment.ts";
import type { TopDocuments } from "./top-documents.ts";
import type { VectorColumns } from "./vector-columns.ts";
import {
  cosineOf,
  nearestDocuments,
  prepareVector,
  type QueryVector,
  type ScanParts,
} from "./vector-scan.ts";

/** A semantic space as an engine uses it: queries in, vectors of papers already in the segments. */
export interface QuerySpace {
  readonly identity: string;
  readonly dimensions: number;
  /** L2-normalised vector of a query, all zeros when it holds nothing the space knows. */
  embedQuery(text: string): Float32Array;
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
  { layers }: SpaceView,
  vector: Float32Array,
  parts: ScanParts & { readonly selection: Uint8Array | undefined },
): MeaningLeg | undefined {
  const prepared = prepareVector(vector);
  if (!prepared) return undefined;
  const nearest = nearestDocuments({ view, layers }, prepared, parts.selection, parts);
  return { layers, vector: prepared, nearest };
}

/** Cosine of the leg's query and a document; 0 where the document has no vector in its space. */
export function cosineIn(view: IndexView, leg: MeaningLeg, document: number): number {
  const at = segmentOf(view, document);
  const layer = leg.layers[at];
  return layer ? cosineOf(leg.vector, layer, document - view.bases[at]!) : 0;
}

/** The vector of a document, all zeros where it has none. */
export function vectorAt(view: IndexView, { space, layers }: SpaceView, document: number) {
  const at = segmentOf(view, document);
  const layer = layers[at];
  const { dimensions } = space;
  if (!layer) return new Float32Array(dimensions);
  const local = document - view.bases[at]!;
  const bytes = layer.quantised.subarray(local * dimensions, (local + 1) * dimensions);
  return Float32Array.from(bytes, (byte) => byte * layer.scale[local]!);
}
