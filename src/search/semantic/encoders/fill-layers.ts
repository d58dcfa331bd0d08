import type { PaperId } from "#papers";
import { bitWords, writeBytes, writeSigns } from "../../engine/quantise.ts";
import type { Segment, SegmentData } from "../../engine/segment.ts";
import { stringAt } from "../../engine/string-table.ts";
import { packVectors, type VectorData } from "../../engine/vector-columns.ts";

export interface LayerSpace {
  readonly identity: string;
  readonly dimensions: number;
}

/** Documents of a segment that are there and have no vector in a space. */
export function documentsWithout(segment: Segment, { identity }: LayerSpace): number[] {
  const scale = segment.vectorsIn.get(identity)?.scale;
  const missing: number[] = [];
  for (let document = 0; document < segment.totals.documents; document++) {
    if (segment.deleted[document] === 1 || (scale && scale[document] !== 0)) continue;
    missing.push(document);
  }
  return missing;
}

/**
 * A segment whose layer holds the vectors that are known of its papers; `undefined` when
 * there is none to add. The layer it had is left as it is.
 */
export function fillLayer(
  segment: Segment,
  space: LayerSpace,
  vectorOf: (id: PaperId) => Float32Array | undefined,
): SegmentData | undefined {
  const rows: { readonly document: number; readonly vector: Float32Array }[] = [];
  for (const document of documentsWithout(segment, space)) {
    const vector = vectorOf(stringAt(segment.ids, document) as PaperId);
    if (vector) rows.push({ document, vector });
  }
  if (rows.length === 0) return undefined;
  const layer = withRows(segment, space, rows);
  const others = segment.vectors.filter((one) => one.space !== space.identity);
  const { name, totals, packed, deleted } = segment;
  return { name, totals, packed, deleted, vectors: [...others, layer] };
}

function withRows(
  segment: Segment,
  { identity, dimensions }: LayerSpace,
  rows: readonly { readonly document: number; readonly vector: Float32Array }[],
): VectorData {
  const { documents } = segment.totals;
  const words = bitWords(dimensions);
  const before = segment.vectorsIn.get(identity);
  const bits = new Uint32Array(documents * words);
  const quantised = new Int8Array(documents * dimensions);
  const scale = new Float32Array(documents);
  if (before) {
    bits.set(before.bits);
    quantised.set(before.quantised);
    scale.set(before.scale);
  }
  for (const { document, vector } of rows) {
    writeSigns(vector, bits, document * words);
    scale[document] = writeBytes(vector, quantised, document * dimensions);
  }
  const revision = scale.reduce((sum, one) => sum + (one === 0 ? 0 : 1), 0);
  const layer = packVectors({ space: identity, dimensions }, { bits, quantised, scale });
  return { ...layer, revision };
}

/** Segments without the layers that `isStale` names; those that have none are left out. */
export function withoutLayers(
  segments: readonly Segment[],
  isStale: (identity: string) => boolean,
): SegmentData[] {
  return segments
    .filter(({ vectors }) => vectors.some(({ space }) => isStale(space)))
    .map(({ name, totals, packed, deleted, vectors }) => {
      return {
        name,
        totals,
        packed,
        deleted,
        vectors: vectors.filter(({ space }) => !isStale(space)),
      };
    });
}
