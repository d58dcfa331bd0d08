import { UsageError } from "../../src/commands/command.ts";
import { engineNames, OURS } from "../engines/index.ts";
import { type SearchPhase, searchPhases } from "./job.ts";

/** What of a run of the search benchmark can be chosen. */
export interface SearchOptions {
  readonly papers: number;
  readonly queries: number;
  /** Names of engines, ours first. */
  readonly engines: readonly string[];
  readonly phases: readonly SearchPhase[];
  readonly withQuality: boolean;
  readonly withLive: boolean;
  readonly budgetS: number;
  readonly isQuick: boolean;
  readonly write: boolean;
  /** Folder that keeps the corpus for the next run. */
  readonly work?: string;
}

type Values = Readonly<Record<string, unknown>>;

const PAPERS = 87_288;
const QUICK_PAPERS = 5_000;
const BUDGET_S = 400;
const QUICK_BUDGET_S = 30;
const parts = [...searchPhases, "quality", "live"] as const;

/** @throws UsageError when a value makes no sense. */
export function readOptions(values: Values): SearchOptions {
  const isQuick = values.quick === true;
  const only = chosen(values, "only", parts);
  const names = chosen(values, "engines", engineNames);
  return {
    papers: wholeNumber(values, "papers") ?? (isQuick ? QUICK_PAPERS : PAPERS),
    queries: isQuick ? 50 : 200,
    engines: names,
    phases: searchPhases.filter((phase) => only.includes(phase)),
    withQuality: only.includes("quality"),
    withLive: only.includes("live") && names.includes(OURS),
    budgetS: wholeNumber(values, "budget") ?? (isQuick ? QUICK_BUDGET_S : BUDGET_S),
    isQuick,
    write: values.write === true,
    ...(typeof values.work === "string" && { work: values.work }),
  };
}

/** The names of a list with commas, in the order of `known`; all when it is not given. */
function chosen<T extends string>(values: Values, name: string, known: readonly T[]): T[] {
  const text = values[name];
  if (typeof text !== "string") return [...known];
  const words = text.split(",").map((word) => word.trim());
  const unknown = words.find((word) => !known.includes(word as T));
  if (unknown !== undefined) {
    throw new UsageError(`--${name} takes one or more of ${known.join(",")}, not "${unknown}"`);
  }
  return known.filter((one) => words.includes(one));
}

function wholeNumber(values: Values, name: string): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  if (typeof text !== "string" || !/^[1-9]\d*$/.test(text)) {
    throw new UsageError(`--${name} takes a whole number, 1 or more`);
  }
  return Number(text);
}
