import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Follow } from "../follows/follows.ts";

export type DeedKind = "upvoted" | "saved" | "collected" | "hidden" | "read";

/** Something a reader did with a paper; `read` says nothing of whether they like it. */
export interface PaperDeed {
  readonly paperId: PaperId;
  readonly kind: DeedKind;
  readonly at: string;
}

/** What was done by many readers at once, for whoever learns from it. Reads only. */
export interface Signals {
  /** Newest first, at most 600 of each account; accounts without any are absent. */
  deedsOf(ids: readonly AccountId[]): Promise<ReadonlyMap<AccountId, readonly PaperDeed[]>>;
  followsOf(ids: readonly AccountId[]): Promise<ReadonlyMap<AccountId, readonly Follow[]>>;
  /** Accounts with at least `deeds` papers that they like. */
  countActive(deeds: number): Promise<number>;
  /**
   * Whole accounts in the order of their ids, each with the papers it likes; ends when empty.
   *
   * @param after the last account of the page before.
   */
  likedAfter(
    after: AccountId | "",
    accounts: number,
  ): Promise<readonly { readonly accountId: AccountId; readonly paperIds: readonly PaperId[] }[]>;
}
