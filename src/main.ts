#!/usr/bin/env node
import { parseArgs } from "node:util";
import { AppError } from "#platform";
import { type Command, type Output, UsageError } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { readConfig } from "./config.ts";

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 24) {
  process.stderr.write(
    `Broadsheet needs Node 24 or newer, this is ${process.versions.node}. "npm start" brings its own.\n`,
  );
  process.exit(1);
}

process.exitCode = await run(process.argv.slice(2));

/** Runs one command line; 0: done, 1: failed, 2: the words are wrong. */
async function run(line: readonly string[]): Promise<number> {
  const [name, ...rest] = line;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    process.stderr.write(`There is no command "${name}".\n\n${overview()}`);
    return 2;
  }
  try {
    return await runCommand(command, rest);
  } catch (error) {
    return explain(command, error);
  }
}

async function runCommand(command: Command, line: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: command.takesMinusWords === true ? withMinusWords(line) : [...line],
    allowPositionals: true,
    options: {
      data: { type: "string", default: "./data" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      ...command.options,
    },
  });
  if (values.help === true) {
    process.stdout.write(usageOf(command));
    return 0;
  }
  const [least, most] = command.words;
  if (positionals.length < least || positionals.length > most) {
    throw new UsageError(positionals.length < least ? "something is missing" : "too many words");
  }
  await command.run({
    words: positionals,
    values,
    config: readConfig(process.env),
    dataDir: String(values.data),
    output: createOutput(values.json === true),
  });
  return Number(process.exitCode ?? 0);
}

/** The words with a minus put last, where they are no options: their place means nothing. */
function withMinusWords(line: readonly string[]): string[] {
  const end = line.indexOf("--");
  const before = end < 0 ? line : line.slice(0, end);
  const after = end < 0 ? [] : line.slice(end + 1);
  const isMinusWord = (word: string) => /^-[^-]/.test(word) && word !== "-h";
  const others = before.filter((word) => !isMinusWord(word));
  return [...others, "--", ...before.filter(isMinusWord), ...after];
}

function createOutput(isJson: boolean): Output {
  return {
    isJson,
    result: (value, text) => {
      process.stdout.write(isJson ? `${JSON.stringify(value)}\n` : `${text}\n`);
    },
    note: (text) => process.stderr.write(`${text}\n`),
  };
}

function explain(command: Command, error: unknown): number {
  if (error instanceof UsageError || isParseArgsError(error)) {
    process.stderr.write(`${(error as Error).message}\n\n${usageOf(command)}`);
    return 2;
  }
  const isExpected = error instanceof AppError;
  process.stderr.write(`${isExpected ? error.message : (error as Error).stack}\n`);
  return 1;
}

function isParseArgsError(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");
}

function usageOf(command: Command): string {
  return `broadsheet ${command.name} ${command.usage}\n\n${command.help}\n\nEvery command takes --data DIR (default ./data) and --json.\n`;
}

function overview(): string {
  const lines = commands.map((command) => `  ${command.name.padEnd(10)} ${command.help}`);
  return `broadsheet COMMAND …\n\n${lines.join("\n")}\n\nbroadsheet COMMAND --help says more.\n`;
}
