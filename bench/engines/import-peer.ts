import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const packages = new URL("../node_modules/", import.meta.url);

const HOW_TO_INSTALL = "install the other engines with: npm ci --prefix bench";

/** A package of `bench/package.json`, in the shape its caller uses of it. */
export async function importPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

export async function peerVersion(name: string): Promise<string> {
  const manifest = await readFile(new URL(`${name}/package.json`, packages), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Why the engine of this package cannot take part. */
export async function peerMissing(name: string): Promise<string | undefined> {
  const folder = fileURLToPath(new URL(`${name}/`, packages));
  return existsSync(folder) ? undefined : `not installed; ${HOW_TO_INSTALL}`;
}
