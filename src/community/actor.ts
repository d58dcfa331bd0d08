import type { Account } from "#accounts";

/** Who does something, and from where. */
export interface Actor {
  readonly account: Account;
  /** Truncated network; empty when unknown. */
  readonly network: string;
}
