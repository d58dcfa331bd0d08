import type { Selectable } from "kysely";
import type { ApiTokenTable, Executor } from "#platform";
import type { AccountId } from "../account.ts";
import type { TokenSummary } from "../accounts.ts";
import { accountRows } from "../people/store.ts";
import { type Scope, scopes } from "../viewer.ts";

type TokenRow = Selectable<ApiTokenTable>;

/** The token of a hash, with its account; one query. */
export function findToken(executor: Executor, orcidIssuer: string, tokenHash: string) {
  return accountRows(executor, orcidIssuer)
    .innerJoin("api_token", "api_token.account_id", "account.account_id")
    .select(["api_token.token_id", "api_token.scopes", "api_token.expires_at", "api_token.used_at"])
    .where("api_token.token_hash", "=", tokenHash)
    .executeTakeFirst();
}

export async function insertToken(executor: Executor, row: TokenRow): Promise<void> {
  await executor.insertInto("api_token").values(row).execute();
}

export async function touchToken(executor: Executor, id: string, at: string): Promise<void> {
  await executor.updateTable("api_token").set({ used_at: at }).where("token_id", "=", id).execute();
}

/** The newest first. */
export async function listTokens(executor: Executor, id: AccountId): Promise<TokenSummary[]> {
  const rows = await executor
    .selectFrom("api_token")
    .selectAll()
    .where("account_id", "=", id)
    .orderBy("created_at", "desc")
    .orderBy("token_id")
    .execute();
  return rows.map(toSummary);
}

export function toSummary(row: TokenRow): TokenSummary {
  return {
    tokenId: row.token_id,
    label: row.label,
    scopes: readScopes(row.scopes),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.used_at === null ? {} : { usedAt: row.used_at }),
  };
}

/** What is not known allows nothing. */
export function readScopes(json: string): Scope[] {
  const named = JSON.parse(json) as readonly string[];
  return scopes.filter((scope) => named.includes(scope));
}

export async function deleteToken(
  executor: Executor,
  id: AccountId,
  tokenId: string,
): Promise<boolean> {
  const result = await executor
    .deleteFrom("api_token")
    .where("account_id", "=", id)
    .where("token_id", "=", tokenId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export async function deleteTokensOf(executor: Executor, id: AccountId): Promise<void> {
  await executor.deleteFrom("api_token").where("account_id", "=", id).execute();
}

export async function deleteTokensExpiredBefore(
  executor: Executor,
  instant: string,
): Promise<void> {
  await executor.deleteFrom("api_token").where("expires_at", "<", instant).execute();
}
