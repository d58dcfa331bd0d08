import { createHash } from "node:crypto";
import { type Columns, type PackedColumns, viewColumns } from "../../engine/columns.ts";
import type { Language } from "../../text/languages.ts";

/** The table of a fitted space: what each kept term of the index adds to a vector. */
export const fittedSchema = {
  /** The kept terms, stemmed as in the index, sorted. */
  termUnits: "u16",
  termOffsets: "u32",
  /** One row per term, to be multiplied by its scale; idf and whitening are in it. */
  rows: "i8",
  scales: "f32",
} as const;

export type FittedColumns = Columns<typeof fittedSchema>;

/** A space fitted to the papers of an index, in memory that threads share. */
export interface FittedSpaceData {
  readonly kind: "fitted";
  /** Follows from the table: the same papers in the same order give the same. */
  readonly identity: string;
  readonly dimensions: number;
  /** Living papers of the index when it was fitted. */
  readonly papers: number;
  /** Languages besides English whose stems are among the terms. */
  readonly languages: readonly Language[];
  readonly packed: PackedColumns;
}

/** The table as views; nothing is copied. */
export function openTable({ packed }: Pick<FittedSpaceData, "packed">): FittedColumns {
  return viewColumns(fittedSchema, packed);
}

const PREFIX = "fitted-";

/** The name of a space: a checksum of its table. */
export function identityOf({ buffer, size }: Pick<PackedColumns, "buffer" | "size">): string {
  const bytes = new Uint8Array(buffer, 0, size);
  return PREFIX + createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

export function isFittedIdentity(identity: string): boolean {
  return identity.startsWith(PREFIX);
}
