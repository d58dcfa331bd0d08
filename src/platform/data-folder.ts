import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { AppError } from "./errors.ts";

/**
 * Makes the data folder and those above it, where they are missing.
 *
 * @throws AppError `unavailable` when it can not be made, or something else has its name.
 */
export function makeDataFolder(dataDir: string): void {
  const folder = resolve(dataDir);
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) throw new Error("there is a file of this name");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The data folder ${dataDir} can not be made (${reason}); choose another with --data`;
    throw new AppError("unavailable", message, { cause: error });
  }
}

/** Step by step: `mkdir` of Node with `recursive` never returns where the system denies a folder as missing (/proc). */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
}
