import type { Executor } from "#platform";
import type { Account, AccountId, Person, Preferences, Role } from "./account.ts";
import type { Scope, Viewer } from "./viewer.ts";

/**
 * Everything about who somebody is. Failures are AppErrors: `unauthenticated` for a secret that
 * is wrong, used or too old; `rate_limited` for guessing; `conflict` for a name or an identity
 * that is taken; `forbidden` where the role does not reach.
 */
export interface Accounts {
  readonly people: People;
  readonly sessions: Sessions;
  readonly email: EmailSignIn;
  readonly passkeys: Passkeys;
  readonly providers: Providers;
  readonly tokens: ApiTokens;
  readonly setup: Setup;
  readonly requestKeys: RequestKeys;
  /** Lets go of what has expired. */
  tidy(): Promise<void>;
  /** Resolves when no mail is being written. */
  idle(): Promise<void>;
}

export interface People {
  find(id: AccountId): Promise<Account | undefined>;
  findByName(name: string): Promise<Person | undefined>;
  findByEmail(email: string): Promise<Account | undefined>;
  findByOrcid(orcid: string): Promise<Person | undefined>;
  /** By id; deleted accounts come as such; unknown ids are left out. One query. */
  findMany(ids: readonly AccountId[]): Promise<ReadonlyMap<AccountId, Person>>;
  /** Name or address begins with `query`; by name, after `after`. */
  list(request: { query: string; after?: string; limit: number }): Promise<readonly Account[]>;
  /** @throws AppError `conflict` when name or address is taken, `invalid` when it is none. */
  create(wanted: NewAccount): Promise<Account>;
  update(id: AccountId, change: ProfileChange): Promise<Account>;
  /** @throws AppError `conflict` when the last administrator would lose the role. */
  setRole(id: AccountId, role: Role, by: AccountId | "operator"): Promise<Account>;
  /**
   * Ends all sessions and tokens with it; `within` a transaction, where one is given.
   *
   * @throws AppError `conflict` for the last administrator, and for one's own account.
   */
  setState(
    id: AccountId,
    state: "active" | "disabled",
    by: AccountId | "operator",
    within?: Executor,
  ): Promise<void>;
  /** Everything kept about the account by this module, as one JSON value; no secrets. */
  exportData(id: AccountId): Promise<Record<string, unknown>>;
  /** @throws AppError `conflict` for an administrator: a site keeps who looks after it. */
  checkRemoval(id: AccountId): Promise<void>;
  /** Leaves a row with the id and `deleted`; names are not given again. @throws as `checkRemoval`. */
  remove(id: AccountId): Promise<void>;
  /** Accounts made in `(from, until]`, active; those whose votes begin to count. */
  createdBetween(from: string, until: string): Promise<readonly AccountId[]>;
  /** Active accounts verified, or given another role, in `(from, until]`; by id. */
  risenBetween(from: string, until: string): Promise<readonly AccountId[]>;
  events(id: AccountId, limit: number): Promise<readonly AccountEvent[]>;
}

export interface NewAccount {
  /** Absent: made of the display name or the address. */
  readonly name?: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly role?: Role;
}

export interface ProfileChange {
  readonly name?: string;
  readonly displayName?: string;
  readonly about?: string;
  readonly preferences?: Partial<Preferences>;
}

/** One entry of the security log of an account. */
export interface AccountEvent {
  readonly at: string;
  /** `signed-in`, `sign-in-failed`, `passkey-added`, `role-changed`, … */
  readonly kind: string;
  /** Truncated network and what else may be shown. */
  readonly detail: Readonly<Record<string, string>>;
}

/** Where a request comes from, as sessions and limits see it. */
export interface Origin {
  /** Truncated address, `203.0.113.0/24` or `2001:db8:1::/48`; empty when unknown. */
  readonly network: string;
  /** Name of browser and system, for the list of sessions. */
  readonly agent: string;
}

/** Server-side sessions; idle 14 days, 90 at most; of administrators 12 and 24 hours. */
export interface Sessions {
  /** @returns the secret for the cookie; only its hash is kept. */
  open(id: AccountId, method: SignInMethod, origin: Origin): Promise<string>;
  /** Who the cookie belongs to; `undefined` when it is unknown, too old or disabled. */
  find(secret: string): Promise<Viewer | undefined>;
  list(id: AccountId): Promise<readonly SessionSummary[]>;
  revoke(id: AccountId, sessionId: string): Promise<void>;
  /** All but one, or all. */
  revokeAll(id: AccountId, exceptSessionId?: string): Promise<number>;
}

export type SignInMethod = "email" | "passkey" | "provider" | "setup" | "operator";

export interface SessionSummary {
  readonly sessionId: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly method: SignInMethod;
  readonly network: string;
  readonly agent: string;
}

/** A proven sign-in: of an account, with the session's secret where one was opened. */
export interface SignedIn {
  readonly account: Account;
  readonly session: string;
  readonly isNew: boolean;
}

/**
 * A link and a 6-digit code by mail; one use, 10 minutes, for the browser that asked. The
 * answer is the same whether the address is known or not. Links lead to `/login/link?t=…`,
 * a page whose button calls `finishWithLink`; the letter of `beginChange` leads to
 * `/settings/email`.
 */
export interface EmailSignIn {
  readonly canSend: boolean;
  /**
   * @returns the secret for the cookie that binds the sign-in to this browser.
   * @throws AppError `rate_limited` when a mail went to this address within the minute, or too
   *   many did: the cookie of before stays good.
   */
  begin(email: string, origin: Origin): Promise<string>;
  /** By the 6 digits, with the browser's secret. */
  finishWithCode(browser: string, code: string, origin: Origin): Promise<SignedIn>;
  /**
   * By the secret of the link, `t`. In another browser than the one that asked a mailed link is
   * refused: the code is typed there. One of `createLink` works in any, with `browser` empty.
   */
  finishWithLink(browser: string, link: string, origin: Origin): Promise<SignedIn>;
  /** Sends a code to a new address of an account; `finishChange` takes it. */
  beginChange(id: AccountId, email: string, origin: Origin): Promise<string>;
  finishChange(id: AccountId, browser: string, code: string): Promise<Account>;
  /** The address of a link that signs this account in once, within an hour; for operators. */
  createLink(id: AccountId): Promise<string>;
}

/** WebAuthn. Options and answers are those of `@simplewebauthn/browser`, as JSON values. */
export interface Passkeys {
  /** Browsers want a host name over TLS, or localhost; an IP address can have no passkeys. */
  readonly canUse: boolean;
  /** To add one to an account. @returns the options, and the secret for the cookie. */
  beginRegistration(id: AccountId): Promise<Ceremony>;
  finishRegistration(
    id: AccountId,
    browser: string,
    answer: unknown,
    label: string,
  ): Promise<PasskeySummary>;
  beginSignIn(origin: Origin): Promise<Ceremony>;
  finishSignIn(browser: string, answer: unknown, origin: Origin): Promise<SignedIn>;
  list(id: AccountId): Promise<readonly PasskeySummary[]>;
  /** @throws AppError `conflict` when nothing would be left to sign in with. */
  remove(id: AccountId, passkeyId: string): Promise<void>;
}

export interface Ceremony {
  readonly options: Readonly<Record<string, unknown>>;
  readonly browser: string;
}

export interface PasskeySummary {
  readonly passkeyId: string;
  readonly label: string;
  readonly addedAt: string;
  readonly usedAt?: string;
}

/**
 * OpenID Connect and GitHub: code flow, PKCE, state, nonce; identity is (issuer, subject).
 * Providers send the browser back to `/login/{name}/callback`.
 */
export interface Providers {
  /** Names and labels of the configured ones: `orcid`, `github`, … */
  readonly known: readonly { readonly name: string; readonly label: string }[];
  /** @param link the signed-in account that the identity is to be added to. */
  begin(
    provider: string,
    origin: Origin,
    link?: AccountId,
  ): Promise<{ readonly address: string; readonly browser: string }>;
  /** @param callback the address the provider sent the browser to. */
  finish(provider: string, browser: string, callback: URL, origin: Origin): Promise<SignedIn>;
  list(id: AccountId): Promise<readonly IdentitySummary[]>;
  remove(id: AccountId, issuer: string, subject: string): Promise<void>;
}

export interface IdentitySummary {
  readonly issuer: string;
  readonly subject: string;
  readonly label: string;
  readonly addedAt: string;
}

/** `dp_`, 43 characters and a checksum of 6; shown once, kept as a hash, 1 to 366 days. */
export interface ApiTokens {
  create(
    id: AccountId,
    wanted: { label: string; scopes: readonly Scope[]; days: number },
  ): Promise<{ readonly secret: string; readonly token: TokenSummary }>;
  find(secret: string): Promise<Viewer | undefined>;
  list(id: AccountId): Promise<readonly TokenSummary[]>;
  revoke(id: AccountId, tokenId: string): Promise<void>;
}

export interface TokenSummary {
  readonly tokenId: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt?: string;
}

/** The first administrator, by a token in the data folder that is valid for an hour. */
export interface Setup {
  /** Whether there is no administrator yet. */
  isNeeded(): Promise<boolean>;
  /** Writes the token (mode 0600) and returns it, when there is no administrator. */
  issue(): Promise<string | undefined>;
  /** @throws AppError `not_found` when there is an administrator or the token is wrong. */
  check(token: string): Promise<void>;
  finish(token: string, wanted: NewAccount, origin: Origin): Promise<SignedIn>;
}

/** Answers to writes that came with an `Idempotency-Key`, kept for 24 hours. */
export interface RequestKeys {
  /**
   * Takes the key for one request.
   *
   * @returns the answer it got earlier, or `undefined`: go on, then `keep` or `release`.
   * @throws AppError `conflict` while another request with it is under way, `invalid` when it
   *   was used for something else.
   */
  take(id: AccountId, key: string, request: string): Promise<KeptAnswer | undefined>;
  keep(id: AccountId, key: string, answer: KeptAnswer): Promise<void>;
  release(id: AccountId, key: string): Promise<void>;
}

export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}
