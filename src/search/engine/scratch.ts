import { kernelModule } from "./kernels/modules.ts";

/** Documents that a kernel hands over at a time. */
export const CANDIDATE_ROOM = 8192;
/** Longest text that length norms tell apart, in words; longer ones count as this long. */
export const MAX_LENGTH = 0xfff;
/** Longest vectors that kernels compare; there is room for one in the scratch. */
export const MAX_DIMENSIONS = 8192;

/** Documents are handled 16 at a time. */
const BLOCK = 16;

/**
 * What a thread works in while it searches: arrays as long as the index, and small ones for
 * what kernels take and give. One search overwrites what another left.
 */
export interface Scratch {
  readonly memory: WebAssembly.Memory | undefined;
  /** Documents there is room for, a multiple of 16. */
  readonly capacity: number;
  readonly scores: Float32Array;
  readonly agreements: Uint16Array;
  readonly selection: Uint8Array;
  readonly titleNorms: Float64Array;
  readonly abstractNorms: Float64Array;
  readonly histogram: Uint32Array;
  readonly queryBits: Uint32Array;
  readonly queryBytes: Int8Array;
  /** Numbers of documents that a kernel gives or takes, and what goes with each. */
  readonly documents: Uint32Array;
  readonly indices: Uint32Array;
  readonly results: Int32Array;
}

let current: Scratch | undefined;

/** `documents` rounded up to whole blocks. */
export function wholeBlocks(documents: number): number {
  return Math.ceil(documents / BLOCK) * BLOCK;
}

/** The scratch of this thread, made anew when the index has outgrown it. */
export function scratchFor(documents: number): Scratch {
  if (!current || current.capacity < documents) current = createScratch(documents);
  return current;
}

/** Runs `work` in the scratch given; for tests. */
export function useScratch<T>(scratch: Scratch, work: () => T): T {
  const before = current;
  current = scratch;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** Room to grow, so that not every few papers a new scratch is made. */
const GROWTH = 1.25;

export function createScratch(documents: number, hasKernels = true): Scratch {
  const capacity = wholeBlocks(documents * GROWTH + BLOCK);
  const places = layOut(capacity);
  const memory = hasKernels ? createMemory(places.size) : undefined;
  const buffer = memory?.buffer ?? new ArrayBuffer(places.size);
  return {
    memory,
    capacity,
    titleNorms: new Float64Array(buffer, places.titleNorms, MAX_LENGTH + 1),
    abstractNorms: new Float64Array(buffer, places.abstractNorms, MAX_LENGTH + 1),
    histogram: new Uint32Array(buffer, places.histogram, MAX_DIMENSIONS + 1),
    queryBits: new Uint32Array(buffer, places.queryBits, MAX_DIMENSIONS / 32),
    queryBytes: new Int8Array(buffer, places.queryBytes, MAX_DIMENSIONS),
    documents: new Uint32Array(buffer, places.documents, CANDIDATE_ROOM),
    indices: new Uint32Array(buffer, places.indices, CANDIDATE_ROOM),
    results: new Int32Array(buffer, places.results, CANDIDATE_ROOM),
    scores: new Float32Array(buffer, places.scores, capacity),
    agreements: new Uint16Array(buffer, places.agreements, capacity),
    selection: new Uint8Array(buffer, places.selection, capacity),
  };
}

/** Where each array begins, in bytes. */
function layOut(capacity: number) {
  let size = 0;
  const take = (bytes: number) => {
    const start = size;
    size += Math.ceil(bytes / 64) * 64;
    return start;
  };
  return {
    titleNorms: take((MAX_LENGTH + 1) * 8),
    abstractNorms: take((MAX_LENGTH + 1) * 8),
    histogram: take((MAX_DIMENSIONS + 1) * 4),
    queryBits: take(MAX_DIMENSIONS / 8),
    queryBytes: take(MAX_DIMENSIONS),
    documents: take(CANDIDATE_ROOM * 4),
    indices: take(CANDIDATE_ROOM * 4),
    results: take(CANDIDATE_ROOM * 4),
    scores: take(capacity * 4),
    agreements: take(capacity * 2),
    selection: take(capacity),
    size,
  };
}

function createMemory(size: number): WebAssembly.Memory | undefined {
  if (!kernelModule("lexical")) return undefined;
  return new WebAssembly.Memory({ initial: Math.ceil(size / 0x10000) });
}
