import { AppError, createId, createSecret, type Executor, hashSecret } from "#platform";
import type { Account } from "../account.ts";
import type { Origin, Sessions, SignInMethod } from "../accounts.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { toAccount } from "../people/to-account.ts";
import { lifetimeOf, SEEN_INTERVAL_MS } from "./lifetime.ts";
import {
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  listSessions,
  touchSession,
} from "./store.ts";

export function createSessions(core: Core): Sessions {
  const { kysely } = core.database;
  return {
    open: (id, method, origin) =>
      core.transaction(async (transaction) => {
        const store = createPeopleStore(core.database, core.orcidIssuer, transaction);
        return openSession(core, transaction, await get(store, id), { method, origin });
      }),
    async find(secret) {
      const row = await findSession(kysely, core.orcidIssuer, hashSecret(secret));
      if (row?.state !== "active") return undefined;
      const account = toAccount(row);
      const now = core.now();
      const idleSince = core.fromNow(-lifetimeOf(account.role).idleMs);
      if (row.expires_at <= now || row.seen_at <= idleSince) return undefined;
      if (row.seen_at <= core.fromNow(-SEEN_INTERVAL_MS)) {
        core.later(() => touchSession(kysely, row.session_id, now));
      }
      const sessionId = row.session_id;
      const provedAt = new Date(row.proved_at);
      return {
        account,
        via: "session",
        sessionId,
        provedAt,
        isByPasskey: row.method === "passkey",
      };
    },
    list: (id) => listSessions(kysely, id),
    async revoke(id, sessionId) {
      if (!(await deleteSession(kysely, id, sessionId))) return;
      await core.record(kysely, { account: id, kind: "session-ended" });
    },
    async revokeAll(id, exceptSessionId) {
      const count = await deleteSessionsOf(kysely, id, exceptSessionId);
      const detail = { count: String(count) };
      await core.record(kysely, { account: id, kind: "sessions-ended", detail });
      return count;
    },
  };
}

/**
 * @returns the secret for the cookie.
 * @throws AppError `forbidden` when the account is disabled.
 */
export async function openSession(
  core: Core,
  executor: Executor,
  account: Account,
  { method, origin }: { readonly method: SignInMethod; readonly origin: Origin },
): Promise<string> {
  if (account.state !== "active") {
    throw new AppError("forbidden", "This account is disabled; ask the people who run the site");
  }
  const secret = createSecret();
  const at = core.now();
  await insertSession(executor, {
    session_id: createId(),
    token_hash: hashSecret(secret),
    account_id: account.id,
    method,
    network: origin.network,
    agent: origin.agent,
    created_at: at,
    seen_at: at,
    proved_at: at,
    expires_at: core.fromNow(lifetimeOf(account.role).absoluteMs),
  });
  await core.record(executor, {
    account: account.id,
    kind: "signed-in",
    origin,
    detail: { method },
  });
  return secret;
}
