import { type Columns, type PackedColumns, viewColumns } from "./columns.ts";
import type { StringTable } from "./string-table.ts";
import { openVectors, type VectorColumns, type VectorData } from "./vector-columns.ts";

export type ListName = "author" | "org" | "category" | "venue";
export const listNames: readonly ListName[] = ["author", "org", "category", "venue"];

/** Names and types of the columns, in the order in which they lie in memory and on disk. */
export const segmentSchema = {
  /** Sorted hashes of everything that names a paper exactly, and the paper named. */
  keyHashes: "f64",
  keyDocuments: "u32",
  idUnits: "u16",
  idOffsets: "u32",
  /** Hash of the id: orders equal scores alike in any segment. */
  tie: "u32",
  /** Days since 1970-01-01. */
  day: "i32",
  has: "u8",
  upvotes: "u32",
  comments: "u32",
  citations: "u32",
  titleLength: "u16",
  abstractLength: "u16",
  termUnits: "u16",
  termOffsets: "u32",
  /** First posting of each term; one entry more than terms. */
  postingOffsets: "u32",
  postings: "u32",
  /** Terms by how many papers hold them, most first: code − 1 → term; and back. */
  codeTerm: "u32",
  termCode: "u32",
  /** Most frequent printed form of each term: index of a surface, or `NO_SURFACE`. */
  termSurface: "u32",
  surfaceUnits: "u16",
  surfaceOffsets: "u32",
  surfaceTerm: "u32",
  surfaceCount: "u32",
  /** Letters of each surface in 32 bits, by which typos are looked for. */
  surfaceSigns: "u32",
  streamOffsets: "u32",
  stream: "u8",
  authorSlugUnits: "u16",
  authorSlugOffsets: "u32",
  authorLabelUnits: "u16",
  authorLabelOffsets: "u32",
  authorStarts: "u32",
  authorValues: "u32",
  orgSlugUnits: "u16",
  orgSlugOffsets: "u32",
  orgLabelUnits: "u16",
  orgLabelOffsets: "u32",
  orgStarts: "u32",
  orgValues: "u32",
  categorySlugUnits: "u16",
  categorySlugOffsets: "u32",
  categoryLabelUnits: "u16",
  categoryLabelOffsets: "u32",
  categoryStarts: "u32",
  categoryValues: "u32",
  venueSlugUnits: "u16",
  venueSlugOffsets: "u32",
  venueLabelUnits: "u16",
  venueLabelOffsets: "u32",
  venueStarts: "u32",
  venueValues: "u32",
} as const;

export type SegmentColumns = Columns<typeof segmentSchema>;

export const NO_SURFACE = 0xffffffff;

/** Values a list column can hold, sorted by slug, and which of them each document has. */
export interface ListColumn {
  readonly slugs: StringTable;
  readonly labels: StringTable;
  /** Document → first of its values; one entry more than documents. */
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/** Sums and counts that scores need of the whole index; kept per segment, added up. */
export interface SegmentTotals {
  readonly documents: number;
  readonly titleTokens: number;
  readonly abstractTokens: number;
  readonly largestTally: number;
  readonly newestDay: number;
}

/** An immutable part of the index, and the bits that say which of its papers are gone. */
export interface SegmentData {
  /** Unique within an index. */
  readonly name: string;
  readonly totals: SegmentTotals;
  readonly packed: PackedColumns;
  /** Its papers' vectors, a layer per semantic space. */
  readonly vectors: readonly VectorData[];
  /** One byte per document, 1: deleted. Once published, a change makes a copy. */
  readonly deleted: Uint8Array;
}

export interface Segment extends SegmentData {
  readonly columns: SegmentColumns;
  readonly terms: StringTable;
  readonly surfaces: StringTable;
  readonly ids: StringTable;
  /** Layers of vectors by the identity of their space. */
  readonly vectorsIn: ReadonlyMap<string, VectorColumns>;
  readonly lists: Readonly<Record<ListName, ListColumn>>;
}

/** Makes a segment searchable; costs nothing that grows with it. */
export function openSegment(data: SegmentData): Segment {
  const columns = viewColumns(segmentSchema, data.packed);
  return {
    ...data,
    columns,
    terms: { units: columns.termUnits, offsets: columns.termOffsets },
    surfaces: { units: columns.surfaceUnits, offsets: columns.surfaceOffsets },
    ids: { units: columns.idUnits, offsets: columns.idOffsets },
    vectorsIn: new Map(data.vectors.map((layer) => [layer.space, openVectors(layer)])),
    lists: {
      author: listColumn(columns, "author"),
      org: listColumn(columns, "org"),
      category: listColumn(columns, "category"),
      venue: listColumn(columns, "venue"),
    },
  };
}

function listColumn(columns: SegmentColumns, name: ListName): ListColumn {
  return {
    slugs: { units: columns[`${name}SlugUnits`], offsets: columns[`${name}SlugOffsets`] },
    labels: { units: columns[`${name}LabelUnits`], offsets: columns[`${name}LabelOffsets`] },
    starts: columns[`${name}Starts`],
    values: columns[`${name}Values`],
  };
}
