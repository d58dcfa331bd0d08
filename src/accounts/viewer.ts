import type { Account, Role } from "./account.ts";

/** What an API token may be allowed; a session may everything its role may. */
export const scopes = ["read", "vote", "library", "comment", "submit", "moderate"] as const;
export type Scope = (typeof scopes)[number];

/** The account looking at a page, and how it is known. */
export interface Viewer {
  readonly account: Account;
  readonly via: "session" | "token";
  /** Of a session: its public id, as the list of sessions shows it. */
  readonly sessionId?: string;
  /** Of a session: when the person last proved who they are. */
  readonly provedAt?: Date;
  /** Of a session: it was opened with a passkey. */
  readonly isByPasskey?: boolean;
  /**
   * The role that waits for a sign-in with a passkey, where the site asks for one, or for a token
   * with the scope `moderate`; the account stands here with what it may until then.
   */
  readonly heldRole?: Role;
  /** Of a token: what it may. */
  readonly scopes?: ReadonlySet<Scope>;
}
