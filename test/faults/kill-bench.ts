/** What killing the sending of mail and the posting to channels have in common. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseSettings } from "#platform";
import { execute } from "../support/database.ts";
import { runProgram } from "../support/program.ts";

/** Where everything is put that the killed program works on. */
export interface KillPlace {
  /** Empty, and of nobody else. */
  readonly folder: string;
  /** `postgres://…` of an empty database; absent: SQLite in the folder. */
  readonly databaseUrl?: string;
}

export function settingsOf({ folder, databaseUrl = "" }: KillPlace): DatabaseSettings {
  return { databaseUrl, dataDir: join(folder, "data") };
}

/** The settings that every run of the program is started with. */
export function environmentOf({ folder, databaseUrl }: KillPlace): Record<string, string> {
  // Written when a run ends by itself, which the import does: the killed ones start quicker.
  const compiled = { NODE_COMPILE_CACHE: join(folder, "compiled") };
  return { ...compiled, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
}

export async function importPapers(
  place: KillPlace,
  { papers, date }: { readonly papers: readonly object[]; readonly date: string },
): Promise<void> {
  const file = join(place.folder, "papers.jsonl");
  await writeFile(file, papers.map((paper) => JSON.stringify(paper)).join("\n"));
  const words = ["import", file, "--date", date, "--data", settingsOf(place).dataDir];
  const imported = await runProgram(words, environmentOf(place));
  assert.equal(imported.code, 0, imported.stderr);
}

/**
 * Ends what a killed run has claimed, as if its fifteen minutes had passed. On SQLite the next
 * run knows by itself that no other can be under way.
 */
export async function endLeases(
  { databaseUrl }: KillPlace,
  table: "delivery" | "channel_post",
): Promise<void> {
  if (!databaseUrl) return;
  const past = "2000-01-01T00:00:00.000Z";
  await execute(databaseUrl, `update ${table} set lease_until = '${past}' where state = 'sending'`);
}

export interface Kill {
  /** Looked at every millisecond. */
  readonly isTime: () => boolean;
  readonly mostDelayMs: number;
}

/**
 * Kills a run (`kill -9`) some moments after its time has come.
 *
 * @returns false when it was over before.
 */
export async function killRun(
  child: ChildProcess,
  { isTime, mostDelayMs }: Kill,
): Promise<boolean> {
  const exit = once(child, "exit");
  // What is written to nobody would fill the pipe, and hold the program up.
  for (const stream of [child.stdout, child.stderr]) stream?.resume();
  while (!isTime() && isRunning(child)) await sleep(1);
  if (mostDelayMs > 0) await sleep(Math.random() * mostDelayMs);
  child.kill("SIGKILL");
  const [, signal] = await exit;
  return signal === "SIGKILL";
}

const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null;

/**
 * How many of what is left one run may do before it is killed: twice its share at most, so that
 * something is kept for the kills to come.
 */
export function share({ left, kills }: { readonly left: number; readonly kills: number }): number {
  const random = Math.ceil(Math.random() * 2 * (left / kills));
  return Math.max(1, Math.min(random, left - KEPT * (kills - 1) - 1));
}

/** For each kill to come: a run does some more while it is being killed. */
const KEPT = 5;
