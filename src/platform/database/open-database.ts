import type { Database, DatabaseSettings } from "./database.ts";

/**
 * Opens the database and brings its tables up to date. A worker thread passes `isWorker`:
 * its process holds the folder's lock and has migrated already.
 *
 * @throws AppError `conflict` when another process uses the data folder, or a newer program
 *   has been at the database; `unavailable` when it can not be read, written or reached.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  options: { readonly isWorker?: boolean } = {},
): Promise<Database> {
  // Kysely takes 20 MB and a tenth of a second in each thread; those that only search do without.
  const { connect } = await import("./connect.ts");
  return connect(settings, options.isWorker ?? false);
}
