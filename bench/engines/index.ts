import type { BenchEngine } from "./engine.ts";

export const OURS = "broadsheet";

/** By the names of `--engines`, in the order in which they run. A process loads one alone. */
const loaders: Readonly<Record<string, () => Promise<BenchEngine>>> = {
  [OURS]: async () => (await import("./broadsheet.ts")).broadsheet,
  minisearch: async () => (await import("./minisearch.ts")).minisearch,
  flexsearch: async () => (await import("./flexsearch.ts")).flexsearch,
  orama: async () => (await import("./orama.ts")).orama,
  fts5: async () => (await import("./sqlite-fts5.ts")).sqliteFts5,
  lancedb: async () => (await import("./lancedb.ts")).lancedb,
  postgres: async () => (await import("./postgres.ts")).postgres,
};

export const engineNames: readonly string[] = Object.keys(loaders);

/** @param name one of `engineNames`. */
export async function loadEngine(name: string): Promise<BenchEngine> {
  const load = loaders[name];
  if (!load) throw new RangeError(`there is no engine "${name}"`);
  return load();
}
