import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { decodeHead, encodeHead, HEAD_BYTES, isSound, recordBytes } from "./vector-record.ts";

const SUFFIX = ".vectors";
/** Read at once while a file is verified. */
const CHUNK_BYTES = 4 << 20;
/** Small files past this number are joined, those that nobody has written to for an hour. */
const MANY_FILES = 32;
const SMALL_BYTES = 64 << 20;
const UNTOUCHED_MS = 3_600_000;

/** Files of vectors of one folder, oldest first. */
export async function listVectorFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(SUFFIX)).map((name) => join(folder, name));
  const times = new Map<string, number>();
  for (const file of files) times.set(file, (await stat(file)).birthtimeMs);
  return files.sort((a, b) => times.get(a)! - times.get(b)! || (a < b ? -1 : 1));
}

/** Dimensions of the vectors in a file, `undefined` when it is none of ours or damaged. */
export async function readDimensions(file: FileHandle): Promise<number | undefined> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
  return decodeHead(head.subarray(0, bytesRead));
}

/** Every whole and sound record of a file, with its number. */
export async function* readRecords(
  file: FileHandle,
  dimensions: number,
): AsyncGenerator<{ readonly number: number; readonly record: Buffer }> {
  const size = recordBytes(dimensions);
  const chunk = Buffer.alloc(Math.max(1, Math.floor(CHUNK_BYTES / size)) * size);
  for (let number = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length, HEAD_BYTES + number * size);
    const records = Math.floor(bytesRead / size);
    if (records === 0) return;
    for (let at = 0; at < records; at++, number++) {
      const record = chunk.subarray(at * size, (at + 1) * size);
      if (isSound(record)) yield { number, record };
    }
  }
}

/** A new file to append to; nobody else does. */
export async function createVectorFile(folder: string, dimensions: number): Promise<FileHandle> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `${randomUUID()}${SUFFIX}`), "ax+");
  await file.write(encodeHead(dimensions));
  return file;
}

/** Makes one file of many small ones; dying on the way leaves the old ones, or both. */
export async function joinSmallFiles(folder: string, dimensions: number, now: number) {
  const small: string[] = [];
  for (const path of await listVectorFiles(folder)) {
    const { size, mtimeMs } = await stat(path);
    if (size < SMALL_BYTES && now - mtimeMs > UNTOUCHED_MS) small.push(path);
  }
  if (small.length < MANY_FILES) return;
  const temporary = join(folder, `${randomUUID()}.tmp`);
  const joined = await open(temporary, "wx");
  const kept: string[] = [];
  try {
    await joined.write(encodeHead(dimensions));
    for (const path of small) if (await copyRecords(path, joined, dimensions)) kept.push(path);
    await joined.sync();
  } finally {
    await joined.close();
  }
  await rename(temporary, join(folder, `${randomUUID()}${SUFFIX}`));
  for (const path of kept) await rm(path, { force: true });
}

/** Whether the file is of such vectors, and is now in `to`. */
async function copyRecords(path: string, to: FileHandle, dimensions: number): Promise<boolean> {
  const from = await open(path, "r");
  try {
    if ((await readDimensions(from)) !== dimensions) return false;
    for await (const { record } of readRecords(from, dimensions)) await to.write(record);
    return true;
  } finally {
    await from.close();
  }
}
