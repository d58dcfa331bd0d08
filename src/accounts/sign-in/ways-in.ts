import { AppError, type Executor } from "#platform";
import type { AccountId } from "../account.ts";
import type { Core } from "../core.ts";
import { listPasskeys } from "../passkeys/store.ts";
import { get } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { bareIssuer } from "../providers/identity.ts";
import { listIdentities } from "../providers/store.ts";

/**
 * Called after one was taken away, in the same transaction.
 *
 * @throws AppError `conflict` when nothing is left to sign in with.
 */
export async function refuseLastWay(core: Core, executor: Executor, id: AccountId): Promise<void> {
  const account = await get(createPeopleStore(core.database, core.orcidIssuer, executor), id);
  if (account.email !== undefined && core.sendLetter) return;
  if ((await listPasskeys(executor, id)).length > 0) return;
  const identities = await listIdentities(executor, id);
  const issuers = core.settings.providers.map(({ issuer }) => bareIssuer(issuer));
  if (identities.some(({ issuer }) => issuers.includes(issuer))) return;
  throw new AppError(
    "conflict",
    "Nothing would be left to sign in with; add an address or a passkey first",
  );
}
