import type { Database, Executor } from "#platform";
import type { ReaderId } from "../recommendations.ts";

export async function findSalt(
  { kysely }: Database,
  reader: ReaderId,
): Promise<string | undefined> {
  const row = await kysely
    .selectFrom("read_address")
    .select("salt")
    .where("reader_id", "=", reader)
    .executeTakeFirst();
  return row?.salt;
}

export async function findReader(
  { kysely }: Database,
  tokenHash: string,
): Promise<ReaderId | undefined> {
  const row = await kysely
    .selectFrom("read_address")
    .select("reader_id")
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row?.reader_id as ReaderId | undefined;
}

/** Takes the place of the one there is. */
export async function saveAddress(
  database: Database,
  address: { readonly reader: ReaderId; readonly salt: string; readonly tokenHash: string },
): Promise<void> {
  await database.insertMany(database.kysely, {
    into: "read_address",
    rows: [{ reader_id: address.reader, salt: address.salt, token_hash: address.tokenHash }],
    onConflict: { keys: ["reader_id"], update: ["salt", "token_hash"] },
  });
}

export async function deleteAddress(executor: Executor, reader: ReaderId): Promise<void> {
  await executor.deleteFrom("read_address").where("reader_id", "=", reader).execute();
}
