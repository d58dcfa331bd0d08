import { randomInt } from "node:crypto";
import { AppError, createSecret, hashSecret, isSameSecret } from "#platform";
import type { Core } from "../core.ts";
import type { Attempt } from "../sign-in/attempt.ts";
import { tooLate } from "../sign-in/begin.ts";
import { countTry, findByBrowser, type SignInKind, type SignInRow } from "../sign-in/store.ts";

/** Of a million codes this many may be tried. */
const TRIES = 5;

export interface Mailed {
  readonly code: string;
  readonly link: string;
  readonly browser: string;
  /** What is kept; without the browser's secret nobody finds the code from it. */
  readonly codeHash: string;
}

export function createMailed(): Mailed {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const browser = createSecret();
  return { code, link: createSecret(), browser, codeHash: hashCode(browser, code) };
}

function hashCode(browser: string, code: string): string {
  return hashSecret(`${browser}.${code}`);
}

/**
 * Checks the code that this browser was given, and counts the try; the row is not used up yet.
 *
 * @throws AppError `unauthenticated` when it is wrong or too late, `rate_limited` after five
 *   tries.
 */
export async function checkCode(
  core: Core,
  kind: SignInKind,
  given: { readonly browser: string; readonly code: string },
  about: Pick<Attempt, "email"> = {},
): Promise<SignInRow> {
  const { kysely } = core.database;
  const row = await findByBrowser(kysely, kind, hashSecret(given.browser));
  if (!row) throw tooLate();
  if (row.email !== null) about.email = row.email;
  if (!(await countTry(kysely, row.sign_in_id, { tries: TRIES, now: core.now() }))) {
    if (row.used_at !== null || row.expires_at <= core.now()) throw tooLate();
    throw new AppError("rate_limited", "Too many wrong codes; ask for a new one");
  }
  const { codeHash } = JSON.parse(row.data) as { codeHash: string };
  const typed = given.code.replace(/\D/g, "");
  if (isSameSecret(hashCode(given.browser, typed), codeHash)) return row;
  throw new AppError("unauthenticated", "The code is not right; look at the mail again");
}
