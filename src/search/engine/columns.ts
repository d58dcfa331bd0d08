import { allocateShared, type SharedBytes } from "./shared-bytes.ts";

const arrayTypes = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

type SharedArrayType = new (
  buffer: SharedArrayBuffer,
  offset: number,
  length: number,
) => ColumnArray;

type ColumnType = keyof typeof arrayTypes;
type ColumnArray<T extends ColumnType = ColumnType> = InstanceType<(typeof arrayTypes)[T]>;

/** Where a column lies in its buffer; `offset` in bytes, `length` in elements. */
export interface ColumnPlace {
  readonly offset: number;
  readonly length: number;
}

/** Columns end to end in one buffer that threads share; small to post, simple to save. */
export interface PackedColumns extends SharedBytes {
  /** Bytes of `buffer` that columns take; what lies behind them is 0. */
  readonly size: number;
  readonly places: Readonly<Record<string, ColumnPlace>>;
}

export type ColumnSchema = Readonly<Record<string, ColumnType>>;
export type Columns<S extends ColumnSchema> = { readonly [K in keyof S]: ColumnArray<S[K]> };

const ALIGNMENT_BYTES = 8;

/** Copies `columns` into one shared buffer, in the order of `schema`. */
export function packColumns<S extends ColumnSchema>(schema: S, columns: Columns<S>): PackedColumns {
  const places: Record<string, ColumnPlace> = {};
  let size = 0;
  for (const name of Object.keys(schema)) {
    const column: ColumnArray = columns[name]!;
    places[name] = { offset: size, length: column.length };
    size += Math.ceil(column.byteLength / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  }
  const packed = { ...allocateShared(size), size, places };
  const views = viewColumns(schema, packed);
  for (const name of Object.keys(schema)) views[name]!.set(columns[name]!);
  return packed;
}

/** The columns as views; nothing is copied. */
export function viewColumns<S extends ColumnSchema>(schema: S, packed: PackedColumns): Columns<S> {
  const views: Record<string, ColumnArray> = {};
  for (const [name, type] of Object.entries(schema)) {
    const place = packed.places[name];
    if (!place) throw new RangeError(`the index has no column ${name}`);
    views[name] = new (arrayTypes[type] as SharedArrayType)(
      packed.buffer,
      place.offset,
      place.length,
    );
  }
  return views as Columns<S>;
}
