import { closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AppError } from "./errors.ts";

/** What the data folder holds is for the system's user that runs the site: accounts are in it. */
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * Makes the data folder and those above it, where they are missing; it is then private. One that
 * is there keeps its permissions.
 *
 * @throws AppError `unavailable` when it can not be made, or something else has its name.
 */
export function makeDataFolder(dataDir: string): void {
  const folder = resolve(dataDir);
  try {
    makeFolder(folder, PRIVATE_FOLDER);
    if (!statSync(folder).isDirectory()) throw new Error("there is a file of this name");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The data folder ${dataDir} can not be made (${reason}); choose another with --data`;
    throw new AppError("unavailable", message, { cause: error });
  }
}

/** Step by step: `mkdir` of Node with `recursive` never returns where the system denies a folder as missing (/proc). */
function makeFolder(folder: string, mode?: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder, { mode });
  }
}

/** Makes a file that only its owner reads, where it is missing. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, "a", PRIVATE_FILE));
}
