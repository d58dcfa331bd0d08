import { AppError, createId, createSecret, type Executor, hashSecret } from "#platform";
import type { AccountId } from "../account.ts";
import type { Origin } from "../accounts.ts";
import type { Core } from "../core.ts";
import { consume, findByBrowser, insertSignIn, type SignInKind, type SignInRow } from "./store.ts";

export interface Beginning {
  readonly kind: SignInKind;
  readonly lifetimeMs: number;
  readonly origin: Origin;
  /** Hash of the link or token that finishes it. */
  readonly secretHash?: string;
  readonly email?: string;
  readonly account?: AccountId | undefined;
  readonly data?: Readonly<Record<string, string>>;
}

export interface Begun {
  readonly id: string;
  /** The secret for the cookie. */
  readonly browser: string;
}

/** Notes what was begun, so that it can be finished once, by the same browser. */
export async function begin(
  core: Core,
  executor: Executor,
  beginning: Beginning,
  browser = createSecret(),
): Promise<Begun> {
  const id = createId();
  await insertSignIn(executor, {
    sign_in_id: id,
    kind: beginning.kind,
    browser_hash: hashSecret(browser),
    secret_hash: beginning.secretHash ?? null,
    email: beginning.email ?? null,
    account_id: beginning.account ?? null,
    data: JSON.stringify(beginning.data ?? {}),
    attempts: 0,
    network: beginning.origin.network,
    created_at: core.now(),
    expires_at: core.fromNow(beginning.lifetimeMs),
    used_at: null,
  });
  return { id, browser };
}

/**
 * Uses up what this browser began, whatever comes of it.
 *
 * @throws AppError `unauthenticated` when it began nothing, or too long ago.
 */
export async function takeBegun(
  core: Core,
  kind: SignInKind,
  browser: string,
): Promise<SignInRow & { readonly values: Readonly<Record<string, string>> }> {
  const { kysely } = core.database;
  const row = await findByBrowser(kysely, kind, hashSecret(browser));
  if (!row || !(await consume(kysely, row.sign_in_id, core.now()))) throw tooLate();
  return { ...row, values: JSON.parse(row.data) };
}

export function tooLate(): AppError {
  return new AppError(
    "unauthenticated",
    "This sign-in was used already or took too long, or it was begun in another browser; begin anew",
  );
}
