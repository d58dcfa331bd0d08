import type { Selectable } from "kysely";
import type { Executor, PasskeyTable } from "#platform";
import type { AccountId } from "../account.ts";
import type { PasskeySummary } from "../accounts.ts";

export type PasskeyRow = Selectable<PasskeyTable>;

export function findPasskey(executor: Executor, id: string): Promise<PasskeyRow | undefined> {
  return executor
    .selectFrom("passkey")
    .selectAll()
    .where("credential_id", "=", id)
    .executeTakeFirst();
}

export function findPasskeysOf(executor: Executor, id: AccountId): Promise<PasskeyRow[]> {
  return executor
    .selectFrom("passkey")
    .selectAll()
    .where("account_id", "=", id)
    .orderBy("added_at")
    .orderBy("credential_id")
    .execute();
}

/** The oldest first. */
export async function listPasskeys(executor: Executor, id: AccountId): Promise<PasskeySummary[]> {
  return (await findPasskeysOf(executor, id)).map(toSummary);
}

export function toSummary(row: PasskeyRow): PasskeySummary {
  return {
    passkeyId: row.credential_id,
    label: row.label,
    addedAt: row.added_at,
    ...(row.used_at === null ? {} : { usedAt: row.used_at }),
  };
}

export async function insertPasskey(executor: Executor, row: PasskeyRow): Promise<void> {
  await executor.insertInto("passkey").values(row).execute();
}

/** @returns whether the counter was still the one that was checked. */
export async function countUse(
  executor: Executor,
  { credential_id, counter }: PasskeyRow,
  use: { readonly counter: number; readonly at: string },
): Promise<boolean> {
  const result = await executor
    .updateTable("passkey")
    .set({ counter: use.counter, used_at: use.at })
    .where("credential_id", "=", credential_id)
    .where("counter", "=", counter)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function deletePasskey(
  executor: Executor,
  id: AccountId,
  passkeyId: string,
): Promise<boolean> {
  const result = await executor
    .deleteFrom("passkey")
    .where("account_id", "=", id)
    .where("credential_id", "=", passkeyId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deletePasskeysOf(executor: Executor, id: AccountId): Promise<void> {
  await executor.deleteFrom("passkey").where("account_id", "=", id).execute();
}
