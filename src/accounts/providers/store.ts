import type { Selectable } from "kysely";
import type { Executor, IdentityTable } from "#platform";
import type { AccountId } from "../account.ts";
import type { IdentitySummary } from "../accounts.ts";

type IdentityRow = Selectable<IdentityTable>;

export async function findAccountOf(
  executor: Executor,
  issuer: string,
  subject: string,
): Promise<AccountId | undefined> {
  const row = await executor
    .selectFrom("identity")
    .select("account_id")
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row && (row.account_id as AccountId);
}

export async function insertIdentity(executor: Executor, row: IdentityRow): Promise<void> {
  await executor.insertInto("identity").values(row).execute();
}

export async function listIdentities(
  executor: Executor,
  id: AccountId,
): Promise<IdentitySummary[]> {
  const rows = await executor
    .selectFrom("identity")
    .selectAll()
    .where("account_id", "=", id)
    .orderBy("added_at")
    .orderBy("issuer")
    .execute();
  return rows.map((row) => ({
    issuer: row.issuer,
    subject: row.subject,
    label: row.label,
    addedAt: row.added_at,
  }));
}

export async function deleteIdentity(
  executor: Executor,
  id: AccountId,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<boolean> {
  const result = await executor
    .deleteFrom("identity")
    .where("account_id", "=", id)
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteIdentitiesOf(executor: Executor, id: AccountId): Promise<void> {
  await executor.deleteFrom("identity").where("account_id", "=", id).execute();
}
