import { DatabaseSync } from "node:sqlite";

/** How long SQLite itself waits for a lock while a connection is opened; ms. */
const OPEN_TIMEOUT_MS = 10_000;
const CACHE_KIB = 16_384;
/** Papers run to some 3 KB; a larger page keeps most of them off overflow pages. */
const PAGE_BYTES = 8_192;

/**
 * The connection that writes. Its own busy timeout is 0: whoever uses it waits for the lock
 * without blocking the thread (`sqlite-driver.ts`).
 */
export function connectWriter(file: string): DatabaseSync {
  const connection = new DatabaseSync(file, { timeout: OPEN_TIMEOUT_MS });
  connection.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
  connection.exec("PRAGMA journal_mode = WAL");
  connection.exec("PRAGMA synchronous = FULL");
  connection.exec("PRAGMA foreign_keys = ON");
  tune(connection);
  connection.exec("PRAGMA busy_timeout = 0");
  return connection;
}

/** A connection that can not write, so that readers never wait for an open transaction. */
export function connectReader(file: string): DatabaseSync {
  const connection = new DatabaseSync(file, { readOnly: true, timeout: OPEN_TIMEOUT_MS });
  tune(connection);
  return connection;
}

function tune(connection: DatabaseSync): void {
  connection.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  // Mapped pages would count as memory of the program; the system's file cache does as well.
  connection.exec("PRAGMA mmap_size = 0");
  connection.exec("PRAGMA temp_store = MEMORY");
}
