import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PaperId, PaperWithTally } from "#papers";
import { AppError } from "#platform";

/** One line of `papers.jsonl` of a public daily list. */
export interface HistoryPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract?: string | null;
  readonly authors: readonly string[];
  readonly dailyDate: string | null;
  /** At the end of its day. */
  readonly upvotesDaily: number | null;
}

/** One line of `snapshots.jsonl`: a page as it stood. */
export interface HistoryPage {
  readonly at: string;
  readonly feed: "daily" | "weekly" | "monthly";
  /** Ids and upvotes in the order of the page. */
  readonly items: readonly (readonly [string, number])[];
}

/** @throws AppError `not_found` when there is no such file, `invalid` when it is of another kind. */
export async function readHistory(folder: string): Promise<{
  readonly papers: readonly HistoryPaper[];
  readonly pages: readonly HistoryPage[];
}> {
  return {
    papers: await readLines<HistoryPaper>(join(folder, "papers.jsonl"), "upvotesDaily"),
    pages: await readLines<HistoryPage>(join(folder, "snapshots.jsonl"), "items"),
  };
}

async function readLines<Line extends object>(file: string, field: string): Promise<Line[]> {
  if (!existsSync(file)) {
    throw new AppError("not_found", `There is no ${file}; docs/ranking.md says what it holds`);
  }
  const lines: Line[] = [];
  for await (const text of createInterface({ input: createReadStream(file) })) {
    if (text.trim() === "") continue;
    lines.push(parseLine<Line>(text, { file, number: lines.length + 1, field }));
  }
  return lines;
}

function parseLine<Line extends object>(
  text: string,
  { file, number, field }: { file: string; number: number; field: string },
): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError("invalid", `Line ${number} of ${file} is no JSON`);
  }
  if (typeof value === "object" && value !== null && field in value) return value as Line;
  throw new AppError("invalid", `Line ${number} of ${file} has no "${field}"`);
}

/** What the content prior looks at, of a paper that is known by its list alone. */
export function contentOf({ id, title, abstract, authors }: HistoryPaper): PaperWithTally {
  return {
    id: id as PaperId,
    title,
    abstract: abstract ?? "",
    authors: authors.map((name) => ({ name, affiliations: [] })),
    organizations: [],
    categories: ["cs"],
    links: [],
    tally: { upvotes: 0, counted: 0, comments: 0, citations: 0, stars: 0 },
  } as unknown as PaperWithTally;
}
