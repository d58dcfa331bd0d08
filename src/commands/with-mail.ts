import { createMail, type Mail } from "#mail";
import { createLog, type Database, systemClock } from "#platform";
import { mailSettingsOf } from "../mail-config.ts";
import type { Call } from "./command.ts";
import { openBeside } from "./open-beside.ts";

/** Lets `work` use mail, also while the site is being served from the same folder. */
export async function withMail<T>(
  call: Call,
  work: (mail: Mail, database: Database) => Promise<T>,
): Promise<T> {
  const { config, dataDir } = call;
  const database = await openBeside({ databaseUrl: config.databaseUrl, dataDir });
  const mail = createMail({
    database,
    clock: systemClock,
    log: createLog("silent"),
    dataDir,
    settings: mailSettingsOf(config),
  });
  try {
    return await work(mail, database);
  } finally {
    await mail.close();
    await database.close();
  }
}
