import { type Accounts, createAccounts } from "#accounts";
import { AppError, createLog, type Database, openDatabase, systemClock } from "#platform";
import type { Call } from "./command.ts";

/** Lets `work` use the accounts, also while the site is being served from the same folder. */
export async function withAccounts<T>(
  call: Call,
  work: (accounts: Accounts) => Promise<T>,
): Promise<T> {
  const { config, dataDir } = call;
  const database = await open({ databaseUrl: config.databaseUrl, dataDir });
  const accounts = createAccounts({
    database,
    clock: systemClock,
    log: createLog("silent"),
    dataDir,
    site: { title: config.siteTitle, url: config.siteUrl || "http://127.0.0.1:3000" },
    settings: config.accounts,
  });
  try {
    return await work(accounts);
  } finally {
    await accounts.idle();
    await database.close();
  }
}

/** Accounts are read anew at each request, so a second process may change them. */
async function open(settings: Parameters<typeof openDatabase>[0]): Promise<Database> {
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
