import type { Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { createFrameWalker, isZstd } from "./zstd-frames.ts";

export type Compression = "none" | "gzip" | "zstd";

/** Compressed bytes handed to gunzip at a time: at 1032 : 1 they unpack to 17 MB at most. */
const GZIP_SLICE_BYTES = 16 * 1024;
/** What no text reaches: past `MIN_BOMB_BYTES`, a file that unpacks further than this is a bomb. */
const MAX_RATIO = 500;
const MIN_BOMB_BYTES = 128 * 1024 * 1024;

/** Told by the first bytes of the file. */
export function compressionOf(firstBytes: Buffer): Compression {
  if (firstBytes[0] === 0x1f && firstBytes[1] === 0x8b) return "gzip";
  if (firstBytes.length < 4) return "none";
  return isZstd(firstBytes.readUInt32LE(0)) ? "zstd" : "none";
}

/**
 * Unpacks as it goes. Everything that can be unpacked is yielded first.
 *
 * @throws Error whose message says where the file fails: cut off, damaged, or a bomb.
 */
export async function* decompress(
  chunks: AsyncIterable<Buffer>,
  compression: Compression,
): AsyncGenerator<Buffer> {
  if (compression === "none") return yield* chunks;
  let packedBytes = 0;
  let unpackedBytes = 0;
  const counted = countBytes(chunks, (bytes) => {
    packedBytes += bytes;
  });
  for await (const bytes of compression === "gzip" ? gunzip(counted) : unzstd(counted)) {
    unpackedBytes += bytes.length;
    if (unpackedBytes > MIN_BOMB_BYTES && unpackedBytes > packedBytes * MAX_RATIO) {
      throw new Error(`it unpacks to more than ${MAX_RATIO} times its size, which no text does`);
    }
    yield bytes;
  }
}

async function* countBytes(chunks: AsyncIterable<Buffer>, onBytes: (bytes: number) => void) {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function* gunzip(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const stream = createGunzip();
  const unpacker = createUnpacker(stream);
  let givenBytes = 0;
  try {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += GZIP_SLICE_BYTES) {
        const slice = chunk.subarray(start, start + GZIP_SLICE_BYTES);
        givenBytes += slice.length;
        if (!unpacker.isOver()) yield* unpacker.write(slice);
        if (!unpacker.isOver()) continue;
        const left = Math.min(slice.length, givenBytes - stream.bytesWritten);
        refuseUnlessPadding(slice.subarray(slice.length - left));
      }
    }
    yield* unpacker.finish();
  } finally {
    unpacker.close();
  }
}

/** Tapes and some tools fill the last block with zeros; anything else would be lost in silence. */
function refuseUnlessPadding(bytes: Buffer): void {
  if (bytes.some((byte) => byte !== 0)) throw new Error("what follows its packed part is not gzip");
}

async function* unzstd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const walker = createFrameWalker();
  let unpacker: Unpacker | undefined;
  try {
    for await (const chunk of chunks) {
      for (const part of walker.walk(chunk)) {
        if (part.kind === "broken") throw new Error(part.reason);
        unpacker ??= createUnpacker(createZstdDecompress());
        if (part.kind === "bytes") yield* unpacker.write(part.bytes);
        if (part.kind === "bytes") continue;
        yield* unpacker.finish();
        unpacker.close();
        unpacker = undefined;
      }
    }
    if (unpacker) yield* unpacker.finish();
    if (!walker.isBetweenFrames()) throw new Error("it breaks off in the middle");
  } finally {
    unpacker?.close();
  }
}

interface Unpacker {
  write(bytes: Buffer): AsyncGenerator<Buffer>;
  finish(): AsyncGenerator<Buffer>;
  /** Whether the packed part has ended, with bytes behind it that are not taken. */
  isOver(): boolean;
  close(): void;
}

/** Drives a zlib stream one piece at a time, so that what it held when it fails is not lost. */
function createUnpacker(stream: Transform): Unpacker {
  let ready: Buffer[] = [];
  let failure: Error | undefined;
  let isOver = false;
  // A stream that fails or ends early never calls back for what was written.
  let onStop: (() => void) | undefined;
  stream.on("data", (bytes: Buffer) => ready.push(bytes));
  stream.on("end", () => {
    isOver = true;
    onStop?.();
  });
  stream.on("error", (error) => {
    failure = error;
    onStop?.();
  });

  async function* step(start: (done: () => void) => void): AsyncGenerator<Buffer> {
    await new Promise<void>((resolve) => {
      onStop = resolve;
      if (failure || isOver) resolve();
      else start(resolve);
    });
    // What the stream pushed in this turn reaches "data" by the next one.
    if (stream.readableLength > 0) await new Promise(setImmediate);
    const done = ready;
    ready = [];
    yield* done;
    if (failure) throw describeFailure(failure);
  }
  return {
    write: (bytes) => step((done) => stream.write(bytes, () => done())),
    finish: () => step(() => stream.end()),
    isOver: () => isOver,
    close: () => stream.destroy(),
  };
}

function describeFailure(error: Error & { code?: string }): Error {
  if (error.code === "Z_BUF_ERROR") {
    return new Error("it breaks off in the middle", { cause: error });
  }
  return new Error(`it is damaged (${error.message})`, { cause: error });
}
