import { join, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Dialect } from "kysely";
import { makeDataFolder, makePrivateFile } from "../../data-folder.ts";
import { AppError } from "../../errors.ts";
import { connectReader, connectWriter } from "./connect.ts";
import { lockDataFolder } from "./process-lock.ts";
import { createSqliteDialect } from "./sqlite-dialect.ts";
import { isDamaged, isUnwritable } from "./sqlite-errors.ts";
import { createWriteLock } from "./write-lock.ts";

const FILE_NAME = "broadsheet.sqlite";

/** @throws AppError as `openDatabase` says. */
export function openSqlite(
  dataDir: string,
  isWorker: boolean,
): { dialect: Dialect; release: () => void } {
  const file = join(resolve(dataDir), FILE_NAME);
  try {
    makeDataFolder(dataDir);
    const release = isWorker ? () => {} : lockDataFolder(dataDir);
    let writer: DatabaseSync | undefined;
    try {
      // SQLite gives the files it keeps beside the database the same permissions.
      makePrivateFile(file);
      writer = connectWriter(file);
      const reader = connectReader(file);
      const dialect = createSqliteDialect({ writer, reader, lock: createWriteLock(file) });
      return { dialect, release };
    } catch (error) {
      writer?.close();
      release();
      throw error;
    }
  } catch (error) {
    throw explain(error, dataDir, file);
  }
}

function explain(error: unknown, dataDir: string, file: string): unknown {
  if (isDamaged(error)) {
    const message = `The database ${file} is damaged; restore it from a backup, or move it away to start afresh`;
    return new AppError("unavailable", message, { cause: error });
  }
  if (isUnwritable(error) || isFileError(error)) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The data folder ${dataDir} can not be written (${reason}); make it writable or choose another`;
    return new AppError("unavailable", message, { cause: error });
  }
  return error;
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
