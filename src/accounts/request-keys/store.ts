import type { Database, Executor } from "#platform";
import type { AccountId } from "../account.ts";
import type { KeptAnswer } from "../accounts.ts";

export interface RequestKeyStore {
  /** @returns whether the key was free. */
  insert(id: AccountId, key: string, taken: { hash: string; at: string }): Promise<boolean>;
  find(id: AccountId, key: string): Promise<RequestKey | undefined>;
  /** Takes over from a request that began at `since` and never ended. */
  takeOver(id: AccountId, key: string, since: string, at: string): Promise<boolean>;
  keep(id: AccountId, key: string, answer: KeptAnswer): Promise<void>;
  /** Lets go of the key while it has no answer. */
  release(id: AccountId, key: string): Promise<void>;
  deleteBefore(instant: string): Promise<void>;
}

export interface RequestKey {
  readonly request_hash: string;
  readonly status: number | null;
  readonly body: string | null;
  readonly created_at: string;
}

export function createRequestKeyStore(database: Database): RequestKeyStore {
  const { kysely } = database;
  return {
    ...answers(kysely),
    async insert(id, key, { hash, at }) {
      const row = { account_id: id, key, request_hash: hash, status: null, body: null };
      const result = await kysely
        .insertInto("request_key")
        .values({ ...row, created_at: at })
        .onConflict((on) => on.columns(["account_id", "key"]).doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    find: (id, key) =>
      kysely
        .selectFrom("request_key")
        .select(["request_hash", "status", "body", "created_at"])
        .where("account_id", "=", id)
        .where("key", "=", key)
        .executeTakeFirst(),
    async takeOver(id, key, since, at) {
      const result = await kysely
        .updateTable("request_key")
        .set({ created_at: at })
        .where("account_id", "=", id)
        .where("key", "=", key)
        .where("created_at", "=", since)
        .where("status", "is", null)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async deleteBefore(instant) {
      await kysely.deleteFrom("request_key").where("created_at", "<", instant).execute();
    },
  };
}

function answers(kysely: Executor): Pick<RequestKeyStore, "keep" | "release"> {
  return {
    async keep(id, key, { status, body }) {
      await kysely
        .updateTable("request_key")
        .set({ status, body })
        .where("account_id", "=", id)
        .where("key", "=", key)
        .execute();
    },
    async release(id, key) {
      await kysely
        .deleteFrom("request_key")
        .where("account_id", "=", id)
        .where("key", "=", key)
        .where("status", "is", null)
        .execute();
    },
  };
}

export async function deleteRequestKeysOf(executor: Executor, id: AccountId): Promise<void> {
  await executor.deleteFrom("request_key").where("account_id", "=", id).execute();
}
