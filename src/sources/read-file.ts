import { type FileHandle, open } from "node:fs/promises";
import { AppError, type Day } from "#platform";
import type { FormatName } from "./format.ts";
import { describeFailure, readBytes } from "./read-bytes.ts";
import type { Reading } from "./record.ts";

export interface ReadFileOptions {
  /** `auto`, the default, tells the format by the content. */
  readonly format?: FormatName | "auto";
  /** The day the file was saved or fetched: dates without a year lie on or before it. */
  readonly capturedOn: Day;
  /** Called as reading goes on; bytes of the file as it lies there, packed or not. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number) => void;
}

/** Bytes read from the disk at a time. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Reads a file of papers, packed with gzip or Zstandard or not, in batches of some hundred
 * readings in the order of the file. Memory does not grow with the file.
 *
 * A part that can not be read is a reading of kind `refused`, and the rest goes on. Where the file
 * itself fails (cut off, damaged, empty, of no known format), the last reading says so with
 * `isFatal`; nothing is thrown for it.
 *
 * @throws AppError `not_found` or `invalid` when there is no such file or it can not be opened.
 */
export async function* readFile(
  path: string,
  options: ReadFileOptions,
): AsyncGenerator<readonly Reading[]> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const chunks = chunksOf(file, (bytesRead) => options.onProgress?.(bytesRead, size));
    yield* readBytes(chunks, options);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path);
    if (!(await file.stat()).isDirectory()) return file;
    await file.close();
    throw new AppError("invalid", `${path} is a folder; name the files in it.`);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new AppError("not_found", `There is no file ${path}.`);
    throw new AppError("invalid", `${path} can not be opened (${describeFailure(error)}).`);
  }
}

async function* chunksOf(
  file: FileHandle,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<Buffer> {
  let bytesRead = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead: length } = await file.read(chunk, 0, CHUNK_BYTES);
    if (length === 0) return;
    bytesRead += length;
    onBytes(bytesRead);
    yield chunk.subarray(0, length);
  }
}
