/** One step through compressed bytes: a piece of a frame, its end, or bytes that are no frame. */
type FramePart =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "end" }
  | { readonly kind: "broken"; readonly reason: string };

export interface FrameWalker {
  /** The parts that `bytes` hold, in order; skippable frames are left out, a broken part is the last. */
  walk(bytes: Buffer): FramePart[];
  /** Whether what was walked ends where a frame ends. */
  isBetweenFrames(): boolean;
}

const MAGIC = 0xfd2fb528;
/** Skippable frames begin with 0x184D2A50 to 0x184D2A5F. */
const SKIPPABLE_MAGIC = 0x184d2a50;
/** Blocks (each at most 128 KiB unpacked) handed over at a time. */
const BLOCKS_PER_PART = 32;

export function isZstd(magic: number): boolean {
  return magic === MAGIC || isSkippable(magic);
}

function isSkippable(magic: number): boolean {
  return (magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC;
}

/** What the walker stands before; each reads a fixed number of bytes. */
const LENGTHS = { magic: 4, skippableSize: 4, descriptor: 1, block: 3, end: 0 } as const;

interface State {
  before: keyof typeof LENGTHS;
  /** Bytes to pass over before that. */
  passing: number;
  /** Bytes read but too few for what comes next. */
  pending: Buffer;
  held: Buffer[];
  blocks: number;
  isSkipping: boolean;
  hasChecksum: boolean;
  isBroken: boolean;
  parts: FramePart[];
}

/**
 * Finds the frames of a Zstandard file (RFC 8878, section 3.1), which may hold several: Node's own
 * decompressor stops at the end of the first one, without a word.
 */
export function createFrameWalker(): FrameWalker {
  const state: State = {
    before: "magic",
    passing: 0,
    pending: Buffer.alloc(0),
    held: [],
    blocks: 0,
    isSkipping: false,
    hasChecksum: false,
    isBroken: false,
    parts: [],
  };
  return {
    walk: (bytes) => walk(state, bytes),
    isBetweenFrames: () => state.before === "magic" && state.pending.length === 0,
  };
}

function walk(state: State, bytes: Buffer): FramePart[] {
  let rest = state.pending.length > 0 ? Buffer.concat([state.pending, bytes]) : bytes;
  for (;;) {
    const passed = Math.min(state.passing, rest.length);
    hold(state, rest.subarray(0, passed));
    state.passing -= passed;
    rest = rest.subarray(passed);
    const length = LENGTHS[state.before];
    if (state.isBroken || state.passing > 0 || rest.length < length) break;
    step(state, rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  state.pending = rest;
  handOver(state);
  const { parts } = state;
  state.parts = [];
  return parts;
}

function step(state: State, bytes: Buffer): void {
  steps[state.before](state, bytes);
}

const steps: Record<State["before"], (state: State, bytes: Buffer) => void> = {
  magic: readMagic,
  skippableSize(state, bytes) {
    state.passing = bytes.readUInt32LE(0);
    state.before = "end";
  },
  descriptor: readDescriptor,
  block: readBlock,
  end(state) {
    handOver(state);
    if (!state.isSkipping) state.parts.push({ kind: "end" });
    state.isSkipping = false;
    state.before = "magic";
  },
};

function readMagic(state: State, bytes: Buffer): void {
  const magic = bytes.readUInt32LE(0);
  if (!isZstd(magic)) {
    state.isBroken = true;
    state.parts.push({ kind: "broken", reason: "what follows its packed part is not zstd" });
    return;
  }
  state.isSkipping = isSkippable(magic);
  state.before = state.isSkipping ? "skippableSize" : "descriptor";
  hold(state, bytes);
}

function readDescriptor(state: State, bytes: Buffer): void {
  const flags = bytes[0] ?? 0;
  const isSingleSegment = (flags & 0x20) !== 0;
  const windowBytes = isSingleSegment ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3] ?? 0;
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  state.hasChecksum = (flags & 0x04) !== 0;
  state.passing = windowBytes + dictionaryBytes + sizeBytes;
  state.before = "block";
  hold(state, bytes);
}

function readBlock(state: State, bytes: Buffer): void {
  const header = bytes.readUIntLE(0, 3);
  const isLast = (header & 1) === 1;
  const isRunLength = ((header >> 1) & 3) === 1;
  state.passing = isRunLength ? 1 : header >> 3;
  if (isLast) {
    state.passing += state.hasChecksum ? 4 : 0;
    state.before = "end";
  }
  state.blocks += 1;
  if (state.blocks >= BLOCKS_PER_PART) handOver(state);
  hold(state, bytes);
}

function hold(state: State, bytes: Buffer): void {
  if (!state.isSkipping && bytes.length > 0) state.held.push(bytes);
}

function handOver(state: State): void {
  if (state.held.length > 0) {
    state.parts.push({ kind: "bytes", bytes: Buffer.concat(state.held) });
  }
  state.held = [];
  state.blocks = 0;
}
