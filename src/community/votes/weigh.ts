import { type Account, isAtLeast, type Person } from "#accounts";
import type { CommunitySettings } from "../community-parts.ts";

const DAY_MS = 86_400_000;

/** Votes of younger accounts weigh less, where they count at all. */
export const FULL_WEIGHT_DAYS = 7;
export const YOUNG_WEIGHT = 0.3;

/** Votes of one network on one paper within this time are a burst. */
export const BURST_MS = 10 * 60_000;

type Voter = Pick<Person, "role" | "createdAt"> & Partial<Pick<Account, "isVerified">>;
type Rules = Pick<CommunitySettings, "votesCountAfterDays">;

/** When the votes of an account begin to count; `undefined` when they do at `now`. */
export function countsFrom(voter: Voter, rules: Rules, now: Date): Date | undefined {
  if (rules.votesCountAfterDays === 0 || isTrusted(voter)) return undefined;
  const from = new Date(Date.parse(voter.createdAt) + rules.votesCountAfterDays * DAY_MS);
  if (from > now) return from;
  // Counts with the first vote after the address is proved.
  return voter.isVerified === false ? now : undefined;
}

/** What the account alone makes of a vote's weight. */
export function weightOf(voter: Voter, rules: Rules, now: Date): number {
  if (countsFrom(voter, rules, now)) return 0;
  if (isTrusted(voter)) return 1;
  const ageMs = now.getTime() - Date.parse(voter.createdAt);
  return ageMs < FULL_WEIGHT_DAYS * DAY_MS ? YOUNG_WEIGHT : 1;
}

/**
 * Whether the next vote of a burst counts: of n votes the square root does, so that the
 * first, fourth and ninth count, and a hundred are worth ten.
 *
 * @param earlier votes of the burst before it.
 */
export function countsInBurst(earlier: number): boolean {
  return Math.floor(Math.sqrt(earlier + 1)) > Math.floor(Math.sqrt(earlier));
}

export function isTrusted({ role }: Pick<Person, "role">): boolean {
  return isAtLeast(role, "trusted");
}
