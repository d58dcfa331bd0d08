import { AppError, type Executor } from "#platform";
import type { Account } from "../account.ts";
import type { NewAccount, Origin, SignedIn, SignInMethod } from "../accounts.ts";
import type { Core } from "../core.ts";
import { admit } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { openSession } from "../sessions/create-sessions.ts";

/**
 * Signs in whoever has proved to be `known`; a stranger gets an account where sign-up is open.
 * Only inside `core.inTurn`.
 *
 * @throws AppError `forbidden` when the account is disabled or sign-up is closed.
 */
export async function enter(
  core: Core,
  executor: Executor,
  known: Account | undefined,
  how: {
    readonly method: SignInMethod;
    readonly origin: Origin;
    readonly newcomer?: NewAccount;
    /** False: by a link that an operator handed over, which proves no address. */
    readonly isProof?: boolean;
  },
): Promise<SignedIn> {
  if (!known && core.settings.signUp === "closed") throw signUpIsClosed();
  const account = known ?? (await admit(core, executor, how.newcomer ?? {}, true));
  const isProof = how.isProof ?? true;
  if (isProof && !account.isVerified) {
    const store = createPeopleStore(core.database, core.orcidIssuer, executor);
    await store.update(account.id, { verified_at: core.now() });
  }
  const session = await openSession(core, executor, account, how);
  const isVerified = account.isVerified || isProof;
  return { account: { ...account, isVerified }, session, isNew: known === undefined };
}

function signUpIsClosed(): AppError {
  return new AppError(
    "forbidden",
    "New accounts are not open here; ask the people who run the site for one",
  );
}
