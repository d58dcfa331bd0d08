import { crc32 } from "node:zlib";
import type { ColumnPlace } from "../engine/columns.ts";
import type { SegmentTotals } from "../engine/segment.ts";
import type { Language } from "../text/languages.ts";

/** Raised whenever columns, tokens, stems or scores of old files would not fit new code. */
export const FORMAT_VERSION = 6;

/** Columns in a file of their own: its name in the folder of the index, and how it reads. */
export interface SavedColumns {
  readonly file: string;
  readonly crc32: number;
  readonly bytes: number;
  readonly places: Readonly<Record<string, ColumnPlace>>;
}

/** A saved layer of vectors. */
export interface SavedVectors {
  readonly space: string;
  readonly dimensions: number;
  /** Part of the file's name: a layer that has more vectors is another file. */
  readonly revision: number;
  readonly columns: SavedColumns;
}

/** A saved segment: where its columns and vectors are, which of its papers are gone. */
export interface SavedSegment {
  readonly name: string;
  readonly totals: SegmentTotals;
  readonly columns: SavedColumns;
  readonly vectors: readonly SavedVectors[];
  readonly deleted: readonly number[];
}

/** A saved space that was fitted to the papers of the index. */
export interface SavedSpace {
  readonly kind: "fitted";
  readonly identity: string;
  readonly dimensions: number;
  readonly papers: number;
  readonly languages: readonly Language[];
  readonly columns: SavedColumns;
}

/** The table of contents of a saved index. */
export interface Manifest {
  readonly formatVersion: number;
  /** Identity of the space that every segment has vectors in. */
  readonly space: string;
  /** Spaces of its own; every segment has vectors in them too. */
  readonly spaces: readonly SavedSpace[];
  /** Position of the change log it has reached, and the paper that stands there. */
  readonly seq: number;
  readonly landmark: string;
  readonly segments: readonly SavedSegment[];
}

/** The first line is the checksum of the rest. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const body = JSON.stringify(manifest);
  return new TextEncoder().encode(`${crc32(body)}\n${body}\n`);
}

/** @throws Error that says what is wrong with it. */
export function decodeManifest(text: string): Manifest {
  const end = text.indexOf("\n");
  const body = text.slice(end + 1, -1);
  if (end < 0 || Number(text.slice(0, end)) !== crc32(body)) {
    throw new Error("its table of contents is damaged");
  }
  const manifest = JSON.parse(body) as Manifest;
  if (manifest.formatVersion !== FORMAT_VERSION) {
    throw new Error(
      `it has format ${manifest.formatVersion}, this program writes ${FORMAT_VERSION}`,
    );
  }
  return manifest;
}
