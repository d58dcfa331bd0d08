import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#platform";

/** Libraries of real readers, with the tags and citations of the papers. */
export interface Citeulike {
  /** Of each reader, numbers of the papers they keep, ascending. */
  readonly libraries: readonly Uint32Array[];
  readonly tags: readonly (readonly string[])[];
  /** Numbers of the papers that each cites. */
  readonly cites: readonly (readonly number[])[];
}

/** @throws AppError `not_found` when a file is missing. */
export async function readCiteulike(directory: string): Promise<Citeulike> {
  const [items, pairs] = await Promise.all([
    readLines(join(directory, "items.jsonl")),
    readLines(join(directory, "libraries.tsv")),
  ]);
  const tags: string[][] = [];
  const cites: number[][] = [];
  for (const line of items) {
    const item = JSON.parse(line) as { item: number; tags: string[]; cites: number[] };
    tags[item.item] = item.tags;
    cites[item.item] = item.cites;
  }
  const libraries: number[][] = [];
  for (const line of pairs.slice(1)) {
    const [reader = 0, item = 0] = line.split("\t").map(Number);
    libraries[reader] ??= [];
    libraries[reader].push(item);
  }
  const ascending = (papers: number[]) => Uint32Array.from(papers).sort();
  return { libraries: Array.from(libraries, (one) => ascending(one ?? [])), tags, cites };
}

async function readLines(path: string): Promise<string[]> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new AppError("not_found", `${path} is missing.`, { cause });
  });
  return text.split("\n").filter((line) => line !== "");
}
