import { createHash } from "node:crypto";
import { readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { createTurns } from "../../indexing/turns.ts";
import { type EncoderSettings, modelKey } from "./encoder-settings.ts";
import { createKeyTable, KEY_BYTES, type KeyTable } from "./key-table.ts";
import {
  createVectorFile,
  joinSmallFiles,
  listVectorFiles,
  readDimensions,
  readRecords,
} from "./vector-files.ts";
import { HEAD_BYTES, isSound, keyIn, recordBytes, vectorIn, writeRecord } from "./vector-record.ts";

interface StoredVector {
  readonly text: string;
  readonly vector: Float32Array;
}

/**
 * Vectors that were made once, on disk by the text they are of, a byte per dimension as
 * the index has them. Nothing is ever changed there: each writer appends to a file of its
 * own, so that several processes may share a folder and dying loses the last batch at most.
 */
export interface VectorStore {
  readonly dimensions: number;
  readonly size: number;
  has(text: string): boolean;
  /** `undefined` when there is none, or it is damaged on disk. */
  get(text: string): Float32Array | undefined;
  /** On disk when it resolves. */
  append(vectors: readonly StoredVector[]): Promise<void>;
  close(): Promise<void>;
}

/** Where the vectors of a model are kept in a data folder. */
export function storeFolder(dataDir: string, settings: EncoderSettings): string {
  const readable = settings.model
    .replaceAll(/[^\w.-]+/g, "-")
    .slice(-60)
    .replace(/^-+/, "");
  return join(dataDir, "encoders", `${readable}-${modelKey(settings)}`);
}

/** Length of the vectors in a folder, by its newest file; `undefined` when it has none. */
export async function storedDimensions(folder: string): Promise<number | undefined> {
  let found: number | undefined;
  for (const path of await listVectorFiles(folder)) {
    const file = await open(path, "r");
    found = (await readDimensions(file)) ?? found;
    await file.close();
  }
  return found;
}

/** Opens the vectors of one length in a folder; those of others stay as they are. */
export async function openVectorStore(folder: string, dimensions: number): Promise<VectorStore> {
  await joinSmallFiles(folder, dimensions, Date.now());
  const stored = await readFolder(folder, dimensions);
  const { table, files } = stored;
  const append = createAppender(folder, dimensions, stored);
  const inTurn = createTurns();
  const row = Buffer.alloc(recordBytes(dimensions));
  return {
    dimensions,
    get size() {
      return table.size;
    },
    has: (text) => table.get(keyOf(text)) >= 0,
    get: (text) => {
      const key = keyOf(text);
      const number = table.get(key);
      if (number < 0) return undefined;
      const { file, first } = files.findLast((one) => one.first <= number)!;
      readSync(file.fd, row, 0, row.length, HEAD_BYTES + (number - first) * row.length);
      if (isSound(row) && keyIn(row).equals(key)) return vectorIn(row, dimensions);
      table.forget(key);
      return undefined;
    },
    append: (vectors) => inTurn(() => append(vectors)),
    close: async () => {
      for (const { file } of files) await file.close();
    },
  };
}

/** What is in a folder: places of records by their keys, counted through all files. */
interface Stored {
  readonly table: KeyTable;
  /** Each with the place of its first record. */
  readonly files: { readonly file: FileHandle; readonly first: number }[];
  count: number;
}

async function readFolder(folder: string, dimensions: number): Promise<Stored> {
  const stored: Stored = { table: createKeyTable(), files: [], count: 0 };
  for (const path of await listVectorFiles(folder)) {
    const file = await open(path, "r");
    if ((await readDimensions(file)) !== dimensions) {
      await file.close();
      continue;
    }
    const first = stored.count;
    for await (const { number, record } of readRecords(file, dimensions)) {
      stored.table.set(keyIn(record), first + number);
      stored.count = first + number + 1;
    }
    stored.files.push({ file, first });
  }
  return stored;
}

function createAppender(folder: string, dimensions: number, stored: Stored) {
  const { table, files } = stored;
  const size = recordBytes(dimensions);
  let own: FileHandle | undefined;
  const ownFile = async (): Promise<FileHandle> => {
    // Another process may have joined a file that was long untouched with others.
    if (own && (await own.stat()).nlink > 0) return own;
    own = await createVectorFile(folder, dimensions);
    files.push({ file: own, first: stored.count });
    return own;
  };
  return async (vectors: readonly StoredVector[]): Promise<void> => {
    if (vectors.length === 0) return;
    const rows = Buffer.alloc(vectors.length * size);
    for (const [at, { text, vector }] of vectors.entries()) {
      writeRecord(keyOf(text), vector, rows.subarray(at * size, (at + 1) * size));
    }
    const file = await ownFile();
    try {
      await file.appendFile(rows);
      await file.datasync();
    } catch (error) {
      // What was written of it ends this file: the next record would not stand in its place.
      own = undefined;
      throw error;
    }
    for (const { text } of vectors) table.set(keyOf(text), stored.count++);
  };
}

function keyOf(text: string): Buffer {
  return createHash("sha256").update(text).digest().subarray(0, KEY_BYTES);
}
