import { kernelModule } from "./kernels/modules.ts";

/** Bytes that threads share. */
export interface SharedBytes {
  readonly buffer: SharedArrayBuffer;
  /** What `buffer` is the content of, when kernels can read it. */
  readonly memory?: WebAssembly.Memory;
}

const PAGE_BYTES = 0x10000;
const MAX_PAGES = 0x10000;
/** Kernels read up to so many bytes past the end of a column. */
const SLACK_BYTES = 64;
/** Smaller ones are searched as fast without kernels, and a memory takes room of its own. */
const WORTH_A_MEMORY_BYTES = 1 << 18;

/** At least `size` bytes, all 0. */
export function allocateShared(size: number): SharedBytes {
  const pages = Math.ceil((size + SLACK_BYTES) / PAGE_BYTES);
  if (size < WORTH_A_MEMORY_BYTES || pages > MAX_PAGES || !kernelModule("lexical")) {
    return { buffer: new SharedArrayBuffer(size) };
  }
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return { buffer: memory.buffer as SharedArrayBuffer, memory };
}
