import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "../../errors.ts";
import { isBusy } from "./sqlite-errors.ts";

/**
 * Claims a data folder for this process until the returned function is called or the process
 * ends, even by `kill -9`: the operating system holds the lock on `lock.sqlite`. `lock.pid`
 * only tells people who holds it.
 *
 * @throws AppError `conflict` when another process works in the folder.
 */
export function lockDataFolder(dataDir: string): () => void {
  const lock = new DatabaseSync(join(dataDir, "lock.sqlite"), { timeout: 0 });
  const pidFile = join(dataDir, "lock.pid");
  try {
    lock.exec("BEGIN EXCLUSIVE");
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    lock.close();
    throw isBusy(error) ? inUse(dataDir, holder(pidFile), error) : error;
  }
  return () => lock.close();
}

function holder(pidFile: string): string {
  try {
    const pid = readFileSync(pidFile, "utf8").trim();
    return pid ? ` (process ${pid})` : "";
  } catch {
    return "";
  }
}

function inUse(dataDir: string, who: string, cause: unknown): AppError {
  return new AppError(
    "conflict",
    `The data folder ${dataDir} is in use by another Broadsheet${who}; stop that one, ` +
      "choose another folder, or set DATABASE_URL to share a PostgreSQL database",
    { cause },
  );
}
