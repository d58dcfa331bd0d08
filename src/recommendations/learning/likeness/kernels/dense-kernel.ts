import { readFileSync } from "node:fs";

/** What `dense.wat` exports; its comments say what it does. Addresses are in bytes. */
export interface DenseKernel {
  multiply(count: number, rowBytes: number, vector: number, out: number): void;
}

let compiled: WebAssembly.Module | undefined;
let isTried = false;

/** The kernel over one memory; `undefined` where the machine lacks SIMD. */
export function bindDenseKernel(memory: WebAssembly.Memory): DenseKernel | undefined {
  if (!isTried) compiled = compile();
  isTried = true;
  if (!compiled) return undefined;
  return new WebAssembly.Instance(compiled, { memory: { matrix: memory } }).exports as DenseKernel;
}

function compile(): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(readFileSync(new URL("dense.wasm", import.meta.url)));
  } catch {
    return undefined;
  }
}
