/**
 * accounts — who somebody is: sign-up, sessions, passkeys, OIDC, API tokens, preferences.
 *
 * There are no passwords. An account is reached by a mailed code, a passkey or an identity of
 * a provider; what proves it is kept as a hash.
 *
 * Owns the tables `account`, `identity`, `passkey`, `session`, `sign_in`, `api_token`,
 * `account_event` and `request_key`.
 * How signing in works and what is promised: docs/accounts.md
 *
 * @module
 */
export {
  type Account,
  type AccountId,
  isAtLeast,
  isRole,
  type Person,
  type Role,
  roles,
} from "./account.ts";
export type {
  AccountEvent,
  Accounts,
  IdentitySummary,
  Origin,
  PasskeySummary,
  SessionSummary,
  SignedIn,
  TokenSummary,
} from "./accounts.ts";
export type { AccountSettings, AccountsParts, Letter, ProviderSettings } from "./accounts-parts.ts";
export { createAccounts } from "./create-accounts.ts";
export { isLoopback } from "./providers/loopback.ts";
export { type Scope, scopes, type Viewer } from "./viewer.ts";
