import type { Scratch } from "../scratch.ts";
import { bindKernel } from "./bind-kernel.ts";

/** What `vector.wat` exports; its comments say what each does. Addresses are in bytes. */
export interface VectorKernel {
  scanSigns(
    bits: number,
    scale: number,
    count: number,
    words: number,
    query: number,
    dimensions: number,
    /** 0: all documents. */
    selection: number,
    agreements: number,
    histogram: number,
  ): void;
  collectAgreements(
    agreements: number,
    document: number,
    end: number,
    least: number,
    out: number,
    room: number,
  ): [document: number, collected: number];
  multiply(
    bytes: number,
    documents: number,
    count: number,
    query: number,
    dimensions: number,
    out: number,
  ): void;
}

/** The kernel over a layer of vectors, where they lie in memory that it can read. */
export function vectorKernel(
  layer: { readonly memory?: WebAssembly.Memory | undefined },
  scratch: Scratch,
): VectorKernel | undefined {
  return bindKernel<VectorKernel>("vector", layer.memory, scratch);
}
