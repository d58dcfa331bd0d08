import { AppError, type Database, type DatabaseSettings, openDatabase } from "#platform";

/**
 * The database, also while the site is being served from the same folder: for commands whose
 * tables are read anew at each request.
 */
export async function openBeside(settings: DatabaseSettings): Promise<Database> {
  try {
    return await openDatabase(settings);
  } catch (error) {
    // Whoever holds the folder has brought its tables up to date.
    if (isInUse(error)) return openDatabase(settings, { isWorker: true });
    throw error;
  }
}

/** A conflict with another process has a cause, one with a newer program's tables has none. */
function isInUse(error: unknown): boolean {
  return error instanceof AppError && error.code === "conflict" && error.cause !== undefined;
}
