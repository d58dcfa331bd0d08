import type { Database } from "#platform";
import type { describeOnEachDatabase } from "./database.ts";
import { type BenchOptions, type DigestBench, withDigests } from "./digests.ts";
import { addReaders as insertReaders, readers } from "./readers.ts";

type WithDatabase = Parameters<Parameters<typeof describeOnEachDatabase>[1]>[0];

/** Of the readers that `withThree` adds, before the `@`. */
export const names = ["ada", "blaise", "chien"];

/** Digests, and three readers of the daily edition at 08:00 UTC. */
export function withThree(withDatabase: WithDatabase) {
  return (
    use: (bench: DigestBench, database: Database) => Promise<void>,
    options: BenchOptions = {},
  ) =>
    withDatabase((database, settings) =>
      withDigests(database, settings, options, async (bench) => {
        await addReaders(
          database,
          names.map((name) => `${name}@example.org`),
        );
        await use(bench, database);
      }),
    );
}

/** One run at an instant. */
export function send({ digests }: DigestBench, instant: string, options = {}) {
  return digests.send({ now: new Date(instant), ...options });
}

/** The mails that are digests. */
export function digestsOf({ server }: DigestBench) {
  return server.mails.filter((mail) => mail.raw.includes("List-Unsubscribe-Post"));
}

/** Of all rows of the ledger, sorted. */
export async function states(database: Database): Promise<string[]> {
  const rows = await database.kysely.selectFrom("delivery").select("state").execute();
  return rows.map((row) => row.state).sort();
}

/** Subscribers whose ids follow from their addresses. */
export async function addReaders(database: Database, emails: readonly string[], traits = {}) {
  const rows = readers(emails.length).map((row, index) => {
    const email = emails[index] ?? "";
    return { ...row, email, subscriber_id: email.split("@")[0]?.padEnd(16, "-") ?? "" };
  });
  await insertReaders(database, rows, traits);
}
