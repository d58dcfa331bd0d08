/** Assembles the kernels, `*.wat`, into the `*.wasm` beside them. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import wabtModule from "wabt";

const folders = [
  new URL("../src/search/engine/kernels/", import.meta.url),
  new URL("../src/recommendations/learning/likeness/kernels/", import.meta.url),
];
const features = { multi_memory: true, threads: true, simd: true };

/** Bytes of each kernel of a folder by the name of its file. */
async function assembleKernels(folder: URL): Promise<Map<string, Uint8Array>> {
  const wabt = await wabtModule();
  const assembled = new Map<string, Uint8Array>();
  for (const file of await readdir(folder)) {
    if (!file.endsWith(".wat")) continue;
    const parsed = wabt.parseWat(file, await readFile(new URL(file, folder), "utf8"), features);
    // Its types leave the features out.
    (parsed.validate as (enabled: object) => void)(features);
    assembled.set(file.replace(/\.wat$/, ".wasm"), parsed.toBinary({}).buffer);
    parsed.destroy();
  }
  return assembled;
}

if (import.meta.main) {
  for (const folder of folders) {
    const kernels = await assembleKernels(folder);
    for (const [file, bytes] of kernels) await writeFile(new URL(file, folder), bytes);
  }
}
