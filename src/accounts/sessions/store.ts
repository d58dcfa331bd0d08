import type { Selectable } from "kysely";
import type { Executor, SessionTable } from "#platform";
import type { AccountId } from "../account.ts";
import type { SessionSummary, SignInMethod } from "../accounts.ts";
import { accountRows } from "../people/store.ts";

export type SessionRow = Selectable<SessionTable>;

/** The session of a hash, with its account; one query. */
export function findSession(executor: Executor, orcidIssuer: string, tokenHash: string) {
  return accountRows(executor, orcidIssuer)
    .innerJoin("session", "session.account_id", "account.account_id")
    .select([
      "session.session_id",
      "session.created_at as opened_at",
      "session.seen_at",
      "session.proved_at",
      "session.method",
      "session.expires_at",
    ])
    .where("session.token_hash", "=", tokenHash)
    .executeTakeFirst();
}

export async function insertSession(executor: Executor, row: SessionRow): Promise<void> {
  await executor.insertInto("session").values(row).execute();
}

export async function touchSession(executor: Executor, id: string, at: string): Promise<void> {
  await executor
    .updateTable("session")
    .set({ seen_at: at })
    .where("session_id", "=", id)
    .where("seen_at", "<", at)
    .execute();
}

/** The one used last first. */
export async function listSessions(executor: Executor, id: AccountId): Promise<SessionSummary[]> {
  const rows = await executor
    .selectFrom("session")
    .selectAll()
    .where("account_id", "=", id)
    .orderBy("seen_at", "desc")
    .orderBy("session_id")
    .execute();
  return rows.map((row) => ({
    sessionId: row.session_id,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    method: row.method as SignInMethod,
    network: row.network,
    agent: row.agent,
  }));
}

export async function deleteSession(
  executor: Executor,
  id: AccountId,
  sessionId: string,
): Promise<boolean> {
  const result = await executor
    .deleteFrom("session")
    .where("account_id", "=", id)
    .where("session_id", "=", sessionId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** @returns how many there were. */
export async function deleteSessionsOf(
  executor: Executor,
  id: AccountId,
  except = "",
): Promise<number> {
  const result = await executor
    .deleteFrom("session")
    .where("account_id", "=", id)
    .where("session_id", "!=", except)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Those beyond their time, or not used since `idleSince`. */
export async function deleteOldSessions(
  executor: Executor,
  now: string,
  idleSince: string,
): Promise<void> {
  await executor
    .deleteFrom("session")
    .where((on) => on.or([on("expires_at", "<=", now), on("seen_at", "<", idleSince)]))
    .execute();
}
