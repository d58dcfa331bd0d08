import { AppError, createId, type Executor, parseEmailAddress } from "#platform";
import type { Account, AccountId } from "../account.ts";
import type { NewAccount } from "../accounts.ts";
import type { Core } from "../core.ts";
import { checkHandle, hideHandle, makeHandle, nameTaken } from "./handles.ts";
import { checkDisplayName } from "./profile.ts";
import { createPeopleStore, type PeopleStore } from "./store.ts";

/**
 * Makes an account. Only inside `core.inTurn`, so that no two take one name.
 *
 * @param isProven whether an address, a token or an identity has been proved with it.
 * @throws AppError `conflict` when name or address is taken, `invalid` when it is none.
 */
export async function admit(
  core: Core,
  executor: Executor,
  wanted: NewAccount,
  isProven: boolean,
): Promise<Account> {
  const store = createPeopleStore(core.database, core.orcidIssuer, executor);
  const email = wanted.email === undefined ? null : parseEmailAddress(wanted.email);
  if (email !== null && (await store.findByEmail(email))) {
    throw new AppError("conflict", "There is an account with this address already");
  }
  const displayName = checkDisplayName(wanted.displayName ?? "");
  const name = await nameFor(store, wanted.name, displayName || (email ?? ""));
  const id = createId() as AccountId;
  const at = core.now();
  await store.insert({
    account_id: id,
    name,
    display_name: displayName || name,
    about: "",
    role: wanted.role ?? "reader",
    state: "active",
    email,
    verified_at: isProven ? at : null,
    preferences: "{}",
    created_at: at,
  });
  await core.record(executor, { account: id, kind: "account-made" });
  return get(store, id);
}

async function nameFor(
  store: PeopleStore,
  wanted: string | undefined,
  fallback: string,
): Promise<string> {
  if (wanted === undefined || wanted === "") {
    return makeHandle(fallback, (name) => isTaken(store, name));
  }
  const name = checkHandle(wanted);
  if (await isTaken(store, name)) throw nameTaken();
  return name;
}

/** By somebody, or by somebody who has gone. */
export function isTaken(store: PeopleStore, name: string): Promise<boolean> {
  return store.isTaken([name, hideHandle(name)]);
}

/** @throws AppError `not_found` when there is no such account, or not any more. */
export async function get(store: PeopleStore, id: AccountId): Promise<Account> {
  const account = await store.find(id);
  if (account && account.state !== "deleted") return account;
  throw new AppError("not_found", "There is no such account");
}
