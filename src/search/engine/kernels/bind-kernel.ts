import type { Scratch } from "../scratch.ts";
import { type KernelName, kernelModule } from "./modules.ts";

type Bound = WeakMap<WebAssembly.Memory, unknown>;

const bound = new WeakMap<Scratch, Record<KernelName, Bound>>();

/**
 * The functions of a kernel, working on one segment's memory and one scratch; `undefined`
 * where either can only be reached from here. Bound once.
 */
export function bindKernel<Functions>(
  name: KernelName,
  segment: WebAssembly.Memory | undefined,
  scratch: Scratch,
): Functions | undefined {
  if (!segment || !scratch.memory) return undefined;
  const kernels = bound.get(scratch) ?? { lexical: new WeakMap(), vector: new WeakMap() };
  bound.set(scratch, kernels);
  let functions = kernels[name].get(segment);
  if (!functions) {
    functions = instantiate(name, segment, scratch.memory);
    kernels[name].set(segment, functions as object);
  }
  return functions as Functions;
}

function instantiate(name: KernelName, segment: WebAssembly.Memory, scratch: WebAssembly.Memory) {
  const module = kernelModule(name);
  if (!module) return undefined;
  return new WebAssembly.Instance(module, { memory: { segment, scratch } }).exports;
}
