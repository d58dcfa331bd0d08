import { detectFormat, knownFormats, SAMPLE_LENGTH } from "./detect.ts";
import type { Emit, FormatName, ReadContext, TextReader } from "./format.ts";
import { readers } from "./formats.ts";
import type { Reading } from "./record.ts";
import { declaredEncoding, describeBinary } from "./text/binary.ts";
import { BROKEN_BYTES, createDecoder, type Decoder } from "./text/decode.ts";
import { type Compression, compressionOf, decompress } from "./text/decompress.ts";

export interface ReadBytesOptions extends ReadContext {
  readonly format?: FormatName | "auto";
}

/** Readings handed over at a time. */
const BATCH_READINGS = 500;
/** Of these, a file without any record was named wrongly; an empty feed or list is one all the same. */
const NEVER_EMPTY: ReadonlySet<string> = new Set<FormatName>(["jsonl", "bibtex", "ris"]);
/** Longer titles are no titles. */
const MAX_TITLE_LENGTH = 4000;

/** Reads a document that comes in chunks of bytes; contract: `readFile`. */
export async function* readBytes(
  chunks: AsyncIterable<Buffer>,
  options: ReadBytesOptions,
): AsyncGenerator<readonly Reading[]> {
  const opened = await peek(chunks);
  const compression = compressionOf(opened.first);
  const reading = createDocument(options);
  try {
    for await (const bytes of decompress(opened.chunks, compression)) {
      reading.push(bytes);
      if (reading.hasBatch()) yield reading.takeBatch();
      if (reading.isOver()) break;
    }
    reading.end();
  } catch (error) {
    reading.fail(failureOf(compression, error));
  }
  yield reading.takeBatch();
}

/** The first bytes, and all of them again. */
async function peek(chunks: AsyncIterable<Buffer>) {
  const iterator = chunks[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let length = 0;
  while (length < 4) {
    const { value, done } = await iterator.next();
    if (done) break;
    held.push(value);
    length += value.length;
  }
  async function* all() {
    yield* held;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { first: Buffer.concat(held), chunks: all() };
}

function failureOf(compression: Compression, error: unknown): string {
  const kind = compression === "none" ? "file" : `${compression} file`;
  return `The ${kind} can not be read to its end: ${describeFailure(error)}. What stood before was read.`;
}

export function describeFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

interface Document {
  push(bytes: Buffer): void;
  end(): void;
  /** The bytes end here for a reason that is no good one. */
  fail(reason: string): void;
  hasBatch(): boolean;
  takeBatch(): Reading[];
  /** Whether nothing more is worth reading. */
  isOver(): boolean;
}

interface State {
  readonly options: ReadBytesOptions;
  /** Unpacked bytes until there are enough to tell the format. */
  early: Buffer[];
  earlyLength: number;
  decoder: Decoder | undefined;
  reader: TextReader | undefined;
  batch: Reading[];
  readings: number;
  isOver: boolean;
}

function createDocument(options: ReadBytesOptions): Document {
  const state: State = {
    options,
    early: [],
    earlyLength: 0,
    decoder: undefined,
    reader: undefined,
    batch: [],
    readings: 0,
    isOver: false,
  };
  return {
    push: (bytes) => push(state, bytes),
    end() {
      begin(state);
      finish(state, true);
    },
    fail(reason) {
      if (state.earlyLength > 0) begin(state);
      finish(state, false);
      const line = state.reader?.line() ?? 1;
      take(state, { kind: "refused", line, reason, isFatal: true });
    },
    hasBatch: () => state.batch.length >= BATCH_READINGS,
    takeBatch() {
      const { batch } = state;
      state.batch = [];
      return batch;
    },
    isOver: () => state.isOver,
  };
}

function push(state: State, bytes: Buffer): void {
  if (state.isOver) return;
  if (state.reader && state.decoder) {
    state.reader.push(state.decoder.decode(bytes));
    return;
  }
  state.early.push(bytes);
  state.earlyLength += bytes.length;
  if (state.earlyLength >= SAMPLE_LENGTH) begin(state);
}

/** Tells the format and reads what has come so far. */
function begin(state: State): void {
  if (state.reader || state.isOver) return;
  const bytes = Buffer.concat(state.early);
  state.early = [];
  const binary = describeBinary(bytes);
  const { format = "auto" } = state.options;
  if (binary) {
    refuseWhole(state, `The file is ${binary}. ${knownFormats}`);
    return;
  }
  state.decoder = createDecoder(bytes, declaredEncoding(bytes));
  const text = state.decoder.decode(bytes);
  const detected = format === "auto" || text.trim() === "" ? detectFormat(text) : { format };
  if ("reason" in detected) {
    refuseWhole(state, detected.reason);
    return;
  }
  const emit: Emit = (reading) => take(state, reading);
  state.reader = readers[detected.format](emit, state.options);
  state.reader.push(text);
}

function refuseWhole(state: State, reason: string): void {
  take(state, { kind: "refused", line: 1, reason, isFatal: true });
}

function finish(state: State, isComplete: boolean): void {
  if (state.isOver || !state.reader || !state.decoder) return;
  const text = state.decoder.end();
  if (isComplete && text !== "") state.reader.push(text);
  state.reader.end(isComplete);
  const { format = "auto" } = state.options;
  if (isComplete && state.readings === 0 && NEVER_EMPTY.has(format)) {
    refuseWhole(state, `The file holds nothing that reads as ${format}. ${knownFormats}`);
  }
}

function take(state: State, reading: Reading): void {
  if (state.isOver) return;
  const checked = reading.kind === "record" ? check(state, reading) : reading;
  state.batch.push(checked);
  state.readings += 1;
  if (checked.kind === "refused" && checked.isFatal) state.isOver = true;
}

/** What no format may let through. */
function check(state: State, reading: Reading & { kind: "record" }): Reading {
  const { line, record } = reading;
  if (state.decoder?.sawBrokenBytes() && JSON.stringify(record).includes(BROKEN_BYTES)) {
    return { kind: "refused", line, reason: "The record holds bytes that are not UTF-8 text." };
  }
  if (record.title.length > MAX_TITLE_LENGTH) {
    return { kind: "refused", line, reason: "The title is longer than 4,000 characters." };
  }
  return reading;
}
