import { AppError, type Executor } from "#platform";
import type { Account, AccountId } from "../account.ts";
import type { Origin, SignedIn } from "../accounts.ts";
import type { ProviderSettings } from "../accounts-parts.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { enter } from "../sign-in/enter.ts";
import { bareIssuer, type Identity } from "./identity.ts";
import { findAccountOf, insertIdentity, listIdentities } from "./store.ts";

/**
 * Signs in whose identity it is, adds it to the account that asked for that, or makes an
 * account. An address the provider names is never a reason to join two accounts.
 *
 * @throws AppError `conflict` when the identity is another account's.
 */
export function enterWith(
  core: Core,
  provider: ProviderSettings,
  identity: Identity,
  { link, origin }: { readonly link: string | null; readonly origin: Origin },
): Promise<SignedIn> {
  const issuer = bareIssuer(provider.issuer);
  return core.inTurn(async (transaction) => {
    const people = createPeopleStore(core.database, core.orcidIssuer, transaction);
    const owner = await findAccountOf(transaction, issuer, identity.subject);
    const id = (link as AccountId | null) ?? owner;
    if (owner !== undefined && owner !== id) throw belongsToOther();
    const known: Account | undefined = id && (await get(people, id));
    const newcomer = { displayName: shorten(identity.name) };
    const how = { method: "provider", origin, newcomer } as const;
    const signedIn = await enter(core, transaction, known, how);
    if (owner === undefined) await add(core, transaction, signedIn.account, { issuer, identity });
    return { ...signedIn, account: await get(people, signedIn.account.id) };
  });
}

async function add(
  core: Core,
  transaction: Executor,
  { id }: Account,
  { issuer, identity }: { readonly issuer: string; readonly identity: Identity },
): Promise<void> {
  const { subject, label } = identity;
  const others = await listIdentities(transaction, id);
  if (others.some((other) => other.issuer === issuer)) throw hasOther();
  const row = { issuer, subject, account_id: id, label, added_at: core.now() };
  await insertIdentity(transaction, row);
  await core.record(transaction, { account: id, kind: "identity-added", detail: { issuer } });
}

/** A provider's name for somebody, as far as a shown name may go. */
function shorten(name: string): string {
  const seen = name.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{Zs}]/gu, " ").trim();
  return [...seen].slice(0, 60).join("");
}

function belongsToOther(): AppError {
  return new AppError(
    "conflict",
    "This identity belongs to another account; sign in with it there",
  );
}

function hasOther(): AppError {
  return new AppError(
    "conflict",
    "Your account has another identity of this provider; remove that one first",
  );
}
