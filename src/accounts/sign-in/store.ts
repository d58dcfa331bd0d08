import type { Selectable } from "kysely";
import type { Executor, SignInTable } from "#platform";
import type { AccountId } from "../account.ts";

export type SignInRow = Selectable<SignInTable>;

/** What was begun and waits to be finished. */
export type SignInKind =
  | "email"
  | "change"
  | "link"
  | "passkey-add"
  | "passkey-use"
  | "provider"
  | "setup";

export async function insertSignIn(executor: Executor, row: SignInRow): Promise<void> {
  await executor.insertInto("sign_in").values(row).execute();
}

/** The one that a browser began, used or not, in time or not. */
export function findByBrowser(executor: Executor, kind: SignInKind, browserHash: string) {
  return executor
    .selectFrom("sign_in")
    .selectAll()
    .where("browser_hash", "=", browserHash)
    .where("kind", "=", kind)
    .executeTakeFirst();
}

/** The one whose link or token has this hash. */
export function findBySecret(
  executor: Executor,
  kinds: readonly SignInKind[],
  secretHash: string,
): Promise<SignInRow | undefined> {
  return executor
    .selectFrom("sign_in")
    .selectAll()
    .where("secret_hash", "=", secretHash)
    .where((on) => on.or(kinds.map((kind) => on("kind", "=", kind))))
    .executeTakeFirst();
}

/** Counts a try at the code. @returns whether there was one left. */
export async function countTry(
  executor: Executor,
  id: string,
  limit: { readonly tries: number; readonly now: string },
): Promise<boolean> {
  const result = await executor
    .updateTable("sign_in")
    .set((on) => ({ attempts: on("attempts", "+", 1) }))
    .where("sign_in_id", "=", id)
    .where("attempts", "<", limit.tries)
    .where("used_at", "is", null)
    .where("expires_at", ">", limit.now)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Uses it up. @returns whether this call did: of two at once one does. */
export async function consume(executor: Executor, id: string, now: string): Promise<boolean> {
  const result = await executor
    .updateTable("sign_in")
    .set({ used_at: now })
    .where("sign_in_id", "=", id)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export interface MailCounts {
  readonly toAddress: readonly string[];
  readonly fromNetwork: number;
  readonly fromAnyone: number;
}

/** Mails asked for: to the address since `day`, from the network and by anyone since `hour`. */
export async function countMails(
  executor: Executor,
  asked: { readonly email: string; readonly network: string },
  since: { readonly hour: string; readonly day: string },
): Promise<MailCounts> {
  const toAddress = await executor
    .selectFrom("sign_in")
    .select("created_at")
    .where("email", "=", asked.email)
    .where("created_at", ">", since.day)
    .execute();
  const all = await executor
    .selectFrom("sign_in")
    .select((on) => [
      on.fn.countAll<number>().as("total"),
      on.fn
        .sum<number | null>(on.case().when("network", "=", asked.network).then(1).else(0).end())
        .as("near"),
    ])
    .where("email", "is not", null)
    .where("created_at", ">", since.hour)
    .executeTakeFirstOrThrow();
  return {
    toAddress: toAddress.map((row) => row.created_at),
    fromNetwork: Number(all.near ?? 0),
    fromAnyone: Number(all.total),
  };
}

export async function deleteSignIn(executor: Executor, id: string): Promise<void> {
  await executor.deleteFrom("sign_in").where("sign_in_id", "=", id).execute();
}

export async function deleteSignInsOf(
  executor: Executor,
  id: AccountId,
  email: string | undefined,
): Promise<void> {
  await executor
    .deleteFrom("sign_in")
    .where((on) => on.or([on("account_id", "=", id), on("email", "=", email ?? "")]))
    .execute();
}

/** What has expired goes; mails stay until `mailsBefore`, since limits count them. */
export async function deleteOldSignIns(
  executor: Executor,
  now: string,
  mailsBefore: string,
): Promise<void> {
  await executor
    .deleteFrom("sign_in")
    .where("expires_at", "<", now)
    .where((on) => on.or([on("email", "is", null), on("expires_at", "<", mailsBefore)]))
    .execute();
}
