import type { Database } from "#platform";
import type { Follow, FollowKind } from "./follows.ts";

export async function listFollows({ kysely }: Database, accountId: string): Promise<Follow[]> {
  const rows = await kysely
    .selectFrom("follow")
    .select(["kind", "target", "label", "at"])
    .where("account_id", "=", accountId)
    .orderBy("at", "desc")
    .orderBy("target")
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as FollowKind }));
}

/** @returns whether there was room: at most `max` for an account. */
export function addFollow(
  { kysely }: Database,
  accountId: string,
  follow: Follow,
  max: number,
): Promise<boolean> {
  return kysely.transaction().execute(async (transaction) => {
    const { count } = await transaction
      .selectFrom("follow")
      .select((select) => select.fn.countAll().as("count"))
      .where("account_id", "=", accountId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= max) return false;
    await transaction
      .insertInto("follow")
      .values({ account_id: accountId, ...follow })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return true;
  });
}

export async function removeFollow(
  { kysely }: Database,
  accountId: string,
  { kind, target }: Pick<Follow, "kind" | "target">,
): Promise<void> {
  await kysely
    .deleteFrom("follow")
    .where("account_id", "=", accountId)
    .where("kind", "=", kind)
    .where("target", "=", target)
    .execute();
}

/** Of one account, or of all. */
export async function countFollows(
  { kysely }: Database,
  { kind, target }: Pick<Follow, "kind" | "target">,
  accountId?: string,
): Promise<number> {
  const { count } = await kysely
    .selectFrom("follow")
    .select((select) => select.fn.countAll().as("count"))
    .where("kind", "=", kind)
    .where("target", "=", target)
    .$if(accountId !== undefined, (query) => query.where("account_id", "=", accountId!))
    .executeTakeFirstOrThrow();
  return Number(count);
}
