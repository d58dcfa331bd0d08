import { readFileSync } from "node:fs";

/** The kernels of this folder: `lexical.wat` and `vector.wat`, assembled by `npm run build:wasm`. */
export type KernelName = "lexical" | "vector";

const compiled = new Map<KernelName, WebAssembly.Module | undefined>();

/** A compiled kernel; `undefined` where the machine lacks SIMD, shared or several memories. */
export function kernelModule(name: KernelName): WebAssembly.Module | undefined {
  if (!compiled.has(name)) compiled.set(name, compile(name));
  return compiled.get(name);
}

function compile(name: KernelName): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, import.meta.url)));
  } catch {
    return undefined;
  }
}
