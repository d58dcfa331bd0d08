import { AppError, type Executor } from "#platform";
import type { Account } from "../account.ts";
import type { People } from "../accounts.ts";
import type { Core } from "../core.ts";
import { deleteSessionsOf } from "../sessions/store.ts";
import { deleteTokensOf } from "../tokens/store.ts";
import { get } from "./admit.ts";
import { createPeopleStore } from "./store.ts";

/** Roles and states. A change of either ends the sessions: the next one starts anew. */
export function createStanding(core: Core): Pick<People, "setRole" | "setState"> {
  const storeOn = (executor: Executor) =>
    createPeopleStore(core.database, core.orcidIssuer, executor);
  return {
    setRole: (id, role, by) =>
      core.inTurn(async (transaction) => {
        const store = storeOn(transaction);
        const before = await get(store, id);
        if (before.role === role) return before;
        if (role !== "admin") await refuseIfLast(core, transaction, before);
        await store.update(id, { role });
        await deleteSessionsOf(transaction, id);
        const detail = { from: before.role, to: role, by };
        await core.record(transaction, { account: id, kind: "role-changed", detail });
        return get(store, id);
      }),
    setState: (id, state, by, within) =>
      core.inTurn(async (transaction) => {
        if (id === by) throw new AppError("conflict", "This is your own account.");
        const store = storeOn(transaction);
        const before = await get(store, id);
        if (before.state === state) return;
        if (state === "disabled") {
          await refuseIfLast(core, transaction, before);
          await deleteSessionsOf(transaction, id);
          await deleteTokensOf(transaction, id);
        }
        await store.update(id, { state });
        const kind = state === "disabled" ? "account-disabled" : "account-enabled";
        await core.record(transaction, { account: id, kind, detail: { by } });
      }, within),
  };
}

/** @throws AppError `conflict` when nobody would be left who administers the site. */
async function refuseIfLast(core: Core, executor: Executor, account: Account): Promise<void> {
  if (account.role !== "admin" || account.state !== "active") return;
  const store = createPeopleStore(core.database, core.orcidIssuer, executor);
  if ((await store.countAdministrators()) > 1) return;
  throw new AppError(
    "conflict",
    "This is the last administrator; make somebody else administrator first",
  );
}
