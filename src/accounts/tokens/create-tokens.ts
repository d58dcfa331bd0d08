import { AppError, createId, hashSecret } from "#platform";
import type { ApiTokens } from "../accounts.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { checkLabel } from "../people/profile.ts";
import { createPeopleStore } from "../people/store.ts";
import { toAccount } from "../people/to-account.ts";
import { SEEN_INTERVAL_MS } from "../sessions/lifetime.ts";
import { type Scope, scopes } from "../viewer.ts";
import {
  deleteToken,
  findToken,
  insertToken,
  listTokens,
  readScopes,
  toSummary,
  touchToken,
} from "./store.ts";
import { createTokenSecret, isTokenSecret } from "./token-secret.ts";

const DAY_MS = 86_400_000;
const MAX_DAYS = 366;
const MAX_TOKENS = 50;

export function createTokens(core: Core): ApiTokens {
  const { kysely } = core.database;
  return {
    create: (id, wanted) =>
      core.inTurn(async (transaction) => {
        const label = checkLabel(wanted.label, "program");
        const chosen = checkScopes(wanted.scopes);
        checkDays(wanted.days);
        await get(createPeopleStore(core.database, core.orcidIssuer, transaction), id);
        if ((await listTokens(transaction, id)).length >= MAX_TOKENS) throw tooMany();
        const secret = createTokenSecret();
        const row = {
          token_id: createId(),
          token_hash: hashSecret(secret),
          account_id: id,
          label,
          scopes: JSON.stringify(chosen),
          created_at: core.now(),
          expires_at: core.fromNow(wanted.days * DAY_MS),
          used_at: null,
        };
        await insertToken(transaction, row);
        const detail = { label, scopes: chosen.join(" ") };
        await core.record(transaction, { account: id, kind: "token-made", detail });
        return { secret, token: toSummary(row) };
      }),
    async find(secret) {
      if (!isTokenSecret(secret)) return undefined;
      const row = await findToken(kysely, core.orcidIssuer, hashSecret(secret));
      const now = core.now();
      if (row?.state !== "active" || row.expires_at <= now) return undefined;
      if ((row.used_at ?? "") <= core.fromNow(-SEEN_INTERVAL_MS)) {
        core.later(() => touchToken(kysely, row.token_id, now));
      }
      const account = toAccount(row);
      return { account, via: "token", scopes: new Set(readScopes(row.scopes)) };
    },
    list: (id) => listTokens(kysely, id),
    async revoke(id, tokenId) {
      if (!(await deleteToken(kysely, id, tokenId))) return;
      await core.record(kysely, { account: id, kind: "token-ended" });
    },
  };
}

function checkScopes(wanted: readonly Scope[]): Scope[] {
  const chosen = scopes.filter((scope) => wanted.includes(scope));
  if (chosen.length > 0 && wanted.every((scope) => scopes.includes(scope))) return chosen;
  throw new AppError("invalid", `A token may some of: ${scopes.join(", ")}`);
}

function checkDays(days: number): void {
  if (Number.isInteger(days) && days >= 1 && days <= MAX_DAYS) return;
  throw new AppError("invalid", `A token works for 1 to ${MAX_DAYS} days`);
}

function tooMany(): AppError {
  return new AppError("conflict", `You have ${MAX_TOKENS} tokens; revoke one you no longer use`);
}
