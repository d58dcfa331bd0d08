import { AppError } from "#platform";
import type { AccountId } from "../account.ts";
import type { Origin, SignInMethod } from "../accounts.ts";
import type { Core } from "../core.ts";
import { createPeopleStore } from "../people/store.ts";

/** What is found out on the way about whose account it would be. */
export interface Attempt {
  readonly method: SignInMethod;
  readonly origin: Origin;
  account?: AccountId;
  email?: string;
}

/**
 * Lets somebody try to sign in; a failure goes to the log, and to that of the account. That is
 * done after the answer: whether there is an account shows neither in it nor in its time.
 */
export async function attempt<T>(
  core: Core,
  about: Attempt,
  work: (about: Attempt) => Promise<T>,
): Promise<T> {
  try {
    return await work(about);
  } catch (error) {
    core.later(() => noteFailure(core, about, error));
    throw error;
  }
}

async function noteFailure(
  core: Core,
  { method, origin, account, email }: Attempt,
  error: unknown,
): Promise<void> {
  const people = createPeopleStore(core.database, core.orcidIssuer);
  const owner = email === undefined ? undefined : await people.findByEmail(email);
  const reason = error instanceof AppError ? error.code : "error";
  const detail = { method, reason };
  await core.record(core.database.kysely, {
    account: account ?? owner?.id,
    kind: "sign-in-failed",
    origin,
    detail,
  });
}
