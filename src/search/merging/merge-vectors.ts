import { bitWords } from "../engine/quantise.ts";
import type { Segment } from "../engine/segment.ts";
import { packVectors, type VectorData } from "../engine/vector-columns.ts";
import { copyRows, type Numbers } from "./copy-rows.ts";
import type { MergePart } from "./live-documents.ts";

/** A layer for each space that all the segments have vectors in; the others are dropped. */
export function mergeVectors(parts: readonly MergePart[], documents: number): VectorData[] {
  const [first, ...others] = parts.map(({ segment }) => segment);
  const shared = first!.vectors.filter(({ space }) =>
    others.every((segment) => segment.vectorsIn.has(space)),
  );
  return shared.map((layer) => mergeLayer(parts, documents, layer));
}

function mergeLayer(
  parts: readonly MergePart[],
  documents: number,
  { space, dimensions }: Pick<VectorData, "space" | "dimensions">,
): VectorData {
  const words = bitWords(dimensions);
  const layerOf = (segment: Segment) => segment.vectorsIn.get(space)!;
  const merge = <T extends Numbers>(to: T, width: number, read: (segment: Segment) => T): T => {
    for (const part of parts) copyRows(part, { from: read(part.segment), to, width });
    return to;
  };
  return packVectors(
    { space, dimensions },
    {
      bits: merge(new Uint32Array(documents * words), words, (one) => layerOf(one).bits),
      quantised: merge(
        new Int8Array(documents * dimensions),
        dimensions,
        (one) => layerOf(one).quantised,
      ),
      scale: merge(new Float32Array(documents), 1, (one) => layerOf(one).scale),
    },
  );
}
