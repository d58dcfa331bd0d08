import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import wabtModule from "wabt";
import { bindKernel } from "./bind-kernel.ts";

for (const name of ["dense", "gram", "postings"] as const) {
  test(`the kernel is what its source gives, and runs here: ${name}.wasm`, async () => {
    const wabt = await wabtModule();
    const source = await readFile(new URL(`${name}.wat`, import.meta.url), "utf8");
    const parsed = wabt.parseWat(`${name}.wat`, source, { simd: true });
    const bytes = await readFile(new URL(`${name}.wasm`, import.meta.url));
    assert.deepEqual([...bytes], [...parsed.toBinary({}).buffer], "run `npm run build:wasm`");
    parsed.destroy();
    assert.ok(bindKernel(name, new WebAssembly.Memory({ initial: 1, maximum: 1 })));
  });
}
