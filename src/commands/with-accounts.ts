import { type Accounts, createAccounts } from "#accounts";
import { createLog, systemClock } from "#platform";
import type { Call } from "./command.ts";
import { openBeside } from "./open-beside.ts";

/** Lets `work` use the accounts, also while the site is being served from the same folder. */
export async function withAccounts<T>(
  call: Call,
  work: (accounts: Accounts) => Promise<T>,
): Promise<T> {
  const { config, dataDir } = call;
  const database = await openBeside({ databaseUrl: config.databaseUrl, dataDir });
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
