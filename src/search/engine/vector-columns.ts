import { type Columns, type PackedColumns, packColumns, viewColumns } from "./columns.ts";
import type { QuantisedVectors } from "./quantise.ts";

/** One row per document of the segment; a scale of 0 marks a document without a vector. */
const vectorSchema = {
  /** Signs of the vector's dimensions, 32 to a word. */
  bits: "u32",
  /** The vector's dimensions, −127…127, to be multiplied by `scale`. */
  quantised: "i8",
  scale: "f32",
} as const;

/** The vectors of a segment's documents in one semantic space. */
export interface VectorData {
  /** Identity of the space; vectors of two spaces are never compared. */
  readonly space: string;
  readonly dimensions: number;
  readonly packed: PackedColumns;
  /** Tells a layer from another of its segment and space that has fewer vectors; absent: 0. */
  readonly revision?: number;
}

export interface VectorColumns extends Columns<typeof vectorSchema> {
  readonly space: string;
  readonly dimensions: number;
  /** Where the columns lie, when kernels can read it. */
  readonly memory?: WebAssembly.Memory | undefined;
}

/** The columns as views; nothing is copied. */
export function openVectors({ space, dimensions, packed }: VectorData): VectorColumns {
  return { space, dimensions, memory: packed.memory, ...viewColumns(vectorSchema, packed) };
}

/** Copies finished vectors into memory that threads share. */
export function packVectors(
  { space, dimensions }: { readonly space: string; readonly dimensions: number },
  vectors: QuantisedVectors,
): VectorData {
  return { space, dimensions, packed: packColumns(vectorSchema, vectors) };
}
