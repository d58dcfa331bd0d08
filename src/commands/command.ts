import type { ParseArgsOptionsConfig } from "node:util";
import { AppError, type Day, parseDay } from "#platform";
import type { Config } from "../config.ts";

/** One call of the program, parsed: what every command is given. */
export interface Call {
  readonly words: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly config: Config;
  readonly dataDir: string;
  readonly output: Output;
}

/** Where a command writes. Under `--json` only `result` reaches standard output, once. */
export interface Output {
  readonly isJson: boolean;
  /** The outcome: `value` under `--json`, else `text` for people. */
  result(value: unknown, text: string): void;
  /** A remark on standard error. */
  note(text: string): void;
}

export interface Command {
  readonly name: string;
  /** What may follow the name, as shown in the usage. */
  readonly usage: string;
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** Whether a word such as `-attention` is a word of the query, and no option. */
  readonly takesMinusWords?: boolean;
  /** Fewest and most words after the name. */
  readonly words: readonly [number, number];
  run(call: Call): Promise<void>;
}

/** The words of a call are wrong: exit status 2. */
export class UsageError extends Error {}

/** The value of `--name`, or `undefined` when it was not given. */
export function textOption(call: Call, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === "string" ? value : undefined;
}

/** @throws UsageError when `--name` is given and is no day of the calendar. */
export function dayOption(call: Call, name: string): Day | undefined {
  const text = textOption(call, name);
  return text === undefined ? undefined : asWords(() => parseDay(text));
}

/** Reads a word of the call. @throws UsageError where `parse` throws AppError `invalid`. */
export function asWords<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") throw new UsageError(error.message);
    throw error;
  }
}

/** @throws UsageError when `--name` is no whole number within `[least, most]`. */
export function countOption(call: Call, name: string, range: readonly [number, number]): number {
  const text = textOption(call, name) ?? "";
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < range[0] || count > range[1]) {
    throw new UsageError(`--${name} takes a whole number from ${range[0]} to ${range[1]}`);
  }
  return count;
}

/** @throws UsageError when `--name` is none of `choices`. */
export function choiceOption<T extends string>(
  call: Call,
  name: string,
  choices: readonly T[],
): T | undefined {
  const text = textOption(call, name);
  if (text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (!choice) throw new UsageError(`--${name} takes one of ${choices.join(", ")}`);
  return choice;
}
