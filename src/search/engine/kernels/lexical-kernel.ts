import type { Scratch } from "../scratch.ts";
import { bindKernel } from "./bind-kernel.ts";

/** What `lexical.wat` exports; its comments say what each does. Addresses are in bytes. */
export interface LexicalKernel {
  addPostings(
    start: number,
    end: number,
    titleLength: number,
    abstractLength: number,
    titleNorms: number,
    abstractNorms: number,
    scores: number,
    factor: number,
    k1: number,
    namedWeight: number,
  ): void;
  maskScores(scores: number, selection: number, count: number): void;
  collectScores(
    scores: number,
    document: number,
    end: number,
    least: number,
    out: number,
    room: number,
  ): [document: number, collected: number, positive: number];
  keepHolding(
    posting: number,
    end: number,
    documents: number,
    indices: number,
    count: number,
  ): number;
  countPairs(
    documents: number,
    count: number,
    out: number,
    streamOffsets: number,
    stream: number,
    pattern: bigint,
    mask: bigint,
    second: number,
    stops: number,
    titleWeight: number,
  ): void;
  collectSigns(
    column: number,
    word: number,
    end: number,
    signs: number,
    most: number,
    out: number,
    room: number,
  ): [word: number, collected: number];
}

/** The kernel over a segment's columns, where they lie in memory that it can read. */
export function lexicalKernel(
  packed: { readonly memory?: WebAssembly.Memory },
  scratch: Scratch,
): LexicalKernel | undefined {
  return bindKernel<LexicalKernel>("lexical", packed.memory, scratch);
}

/** An empty segment's memory, for what is done with the scratch alone. */
let nothing: WebAssembly.Memory | undefined;

/** The kernel over no segment. */
export function scratchKernel(scratch: Scratch): LexicalKernel | undefined {
  if (!scratch.memory) return undefined;
  nothing ??= new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  return bindKernel<LexicalKernel>("lexical", nothing, scratch);
}
