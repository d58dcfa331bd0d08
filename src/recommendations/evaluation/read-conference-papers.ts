import { readFile } from "node:fs/promises";
import { zstdDecompressSync } from "node:zlib";
import { AppError } from "#platform";

export interface ConferencePaper {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number;
}

/**
 * Papers of conferences, one JSON object on each line, by year and then as they stand.
 *
 * @throws AppError `not_found` when the file is missing.
 */
export async function readConferencePapers(path: string): Promise<ConferencePaper[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const message = `${path} is missing. The folder must hold papers/ml-conferences.jsonl.zst and citeulike-a.`;
    throw new AppError("not_found", message, { cause });
  });
  const lines = zstdDecompressSync(bytes).toString().split("\n");
  return lines
    .filter((line) => line !== "")
    .map(readPaper)
    .filter(({ year }) => year > 0)
    .sort((a, b) => a.year - b.year);
}

function readPaper(line: string): ConferencePaper {
  const { title, abstract, authors, venue } = JSON.parse(line) as {
    title: string;
    abstract: string;
    authors: string[];
    venue: string;
  };
  const year = Number(/\d{4}$/.exec(venue)?.[0] ?? 0);
  return { title, abstract: abstract ?? "", authors: authors ?? [], year };
}
