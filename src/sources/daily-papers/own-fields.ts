import { isObject, type JsonObject } from "../json/json-reader.ts";

/** Fields of a paper that no other source has a word for. */
const PAPER_FIELDS = [
  "authors",
  "submittedOnDailyAt",
  "submittedOnDailyBy",
  "discussionId",
  "mediaUrls",
  "projectPage",
  "githubRepo",
  "githubRepoAddedBy",
  "ai_summary",
  "ai_summary_model",
  "ai_keywords",
  "organization",
  "withdrawnAt",
  "linkedModels",
  "numTotalModels",
  "linkedDatasets",
  "numTotalDatasets",
  "linkedSpaces",
  "numTotalSpaces",
];

/** Fields of the item around the paper. */
const ITEM_FIELDS = ["thumbnail", "submittedBy", "isAuthorParticipating"];

const MAX_DEPTH = 6;
const MAX_ENTRIES = 5000;

/**
 * What only the Daily Papers API knows, under its names, so that the same item can be given back.
 * Counts are left out: they change from day to day and stand among the tallies.
 */
export function keepOwnFields(item: JsonObject, paper: JsonObject): JsonObject | undefined {
  const kept: Record<string, unknown> = {};
  const take = (from: JsonObject, name: string) => {
    const value = trim(from[name], 0);
    if (value !== undefined && value !== null) kept[name] = value;
  };
  for (const name of ITEM_FIELDS) take(item, name);
  for (const name of PAPER_FIELDS) take(paper, name);
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** Plain data of bounded size: what a hostile file adds in depth or number is cut off. */
function trim(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "");
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (depth >= MAX_DEPTH) return undefined;
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ENTRIES).map((entry) => trim(entry, depth + 1) ?? null);
  }
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value)
    .slice(0, MAX_ENTRIES)
    .filter(([name]) => name !== "__proto__");
  return Object.fromEntries(entries.map(([name, entry]) => [name, trim(entry, depth + 1)]));
}
