import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

const root = new URL("../..", import.meta.url).pathname;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder that goes when the test ends. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-"));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/**
 * Starts the program as a user would, with nothing of this environment but the PATH.
 *
 * @param file another one that is built on its parts.
 */
export function startProgram(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  file = "src/main.ts",
): ChildProcess {
  return spawn(process.execPath, [file, ...words], {
    cwd: root,
    env: { PATH: process.env.PATH, LOG_LEVEL: "warn", ...environment },
  });
}

/** Waits for the end and gives back what was printed. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

export function runProgram(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return ended(startProgram(words, environment));
}

/** Resolves with the address of the ready line, or rejects with what the program said instead. */
export function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    let complaint = "";
    child.stderr?.setEncoding("utf8").on("data", (part: string) => {
      complaint += part;
    });
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      const match = /ready at (http:\/\/\S+)/.exec(text);
      if (match?.[1]) resolve(match[1]);
    });
    child.once("close", () => reject(new Error(`not ready: ${text}${complaint}`)));
  });
}
