import { readFileSync } from "node:fs";

/** What `dense.wat` exports; its comments say what each does. Addresses are in bytes. */
interface DenseKernel {
  multiply(count: number, rowBytes: number, vector: number, out: number): void;
  sumRows(count: number, rowBytes: number, share: number, vector: number): void;
}

/** The same of `gram.wat`. */
interface GramKernel {
  addRow(value: number, count: number, step: number, score: number): void;
}

/** The same of `postings.wat`. */
export interface PostingsKernel {
  addDots(
    term: number,
    weight: number,
    count: number,
    scale: number,
    starts: number,
    papers: number,
    weights: number,
    scores: number,
  ): void;
  addFour(
    term: number,
    weight: number,
    count: number,
    starts: number,
    papers: number,
    weights: number,
    scores: number,
  ): void;
  takeSquares(count: number, dots: number, weight: number, score: number): void;
}

/** Assembled by `npm run build:wasm` from the `.wat` beside each. */
interface Kernels {
  readonly dense: DenseKernel;
  readonly gram: GramKernel;
  readonly postings: PostingsKernel;
}

const compiled = new Map<keyof Kernels, WebAssembly.Module | undefined>();

/** A kernel over one memory; `undefined` where the machine lacks SIMD. */
export function bindKernel<Name extends keyof Kernels>(
  name: Name,
  memory: WebAssembly.Memory,
): Kernels[Name] | undefined {
  if (!compiled.has(name)) compiled.set(name, compile(name));
  const module = compiled.get(name);
  if (!module) return undefined;
  const instance = new WebAssembly.Instance(module, { memory: { matrix: memory } });
  return instance.exports as unknown as Kernels[Name];
}

function compile(name: keyof Kernels): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, import.meta.url)));
  } catch {
    return undefined;
  }
}
