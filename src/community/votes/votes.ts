import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { Page, PageRequest } from "../page.ts";

export interface VoteOutcome {
  readonly isVoted: boolean;
  /** Of all sources and this site, after it. */
  readonly upvotes: number;
  /** When a vote of a new account begins to count for the order; ISO 8601. */
  readonly countsFrom?: string;
}

/** One vote as ranking sees it. */
export interface VoteRecord {
  readonly paperId: PaperId;
  /** ISO 8601. */
  readonly at: string;
  /** 1, or less for new or unverified accounts and bursts of one network; 0 does not count. */
  readonly weight: number;
}

/** What the votes of this site weigh, for the page that explains it. */
export interface VoteRules {
  /** Days after which the votes of an account count; 0: at once. */
  readonly countAfterDays: number;
  /** Days after which they weigh whole. */
  readonly fullAfterDays: number;
  /** What they weigh before that, among the trending. */
  readonly youngWeight: number;
  /** Votes of one network on one paper within this time are a burst. */
  readonly burstMinutes: number;
}

/**
 * Upvotes: one standing approval of one account for one paper. Vote and counts are one
 * transaction; votes that come at once share one, so that each is durable when it is answered.
 */
export interface Votes {
  readonly rules: VoteRules;
  /** Safe to repeat. */
  cast(actor: Actor, paperId: PaperId): Promise<VoteOutcome>;
  /** Safe to repeat. */
  withdraw(actor: Actor, paperId: PaperId): Promise<VoteOutcome>;
  /** Newest first. */
  votersOf(
    paperId: PaperId,
    page: PageRequest,
  ): Promise<Page<{ readonly accountId: AccountId; readonly at: string }>>;
  votesOf(
    id: AccountId,
    page: PageRequest,
  ): Promise<Page<{ readonly paperId: PaperId; readonly at: string }>>;
  /** Standing votes since an instant, oldest first; what trending is worked out of. */
  since(instant: string): Promise<readonly VoteRecord[]>;
  /**
   * Lets votes of accounts count that have come of age, were verified or are trusted now;
   * returns how many.
   */
  mature(): Promise<number>;
}
