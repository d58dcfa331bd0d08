import type { AccountId } from "#accounts";
import type { Actor } from "../actor.ts";

export const followKinds = ["author", "org", "topic", "person", "search"] as const;
export type FollowKind = (typeof followKinds)[number];

export interface Follow {
  readonly kind: FollowKind;
  /** Slug of an author, organisation or topic; name of a person; query string of a search. */
  readonly target: string;
  readonly label: string;
  readonly at: string;
}

/** What a reader wants to hear of. */
export interface Follows {
  /** Safe to repeat. @throws AppError `invalid` past 500. */
  add(actor: Actor, follow: Omit<Follow, "at">): Promise<void>;
  remove(actor: Actor, kind: FollowKind, target: string): Promise<void>;
  list(id: AccountId): Promise<readonly Follow[]>;
  isFollowing(id: AccountId, kind: FollowKind, target: string): Promise<boolean>;
  /** How many follow it. */
  count(kind: FollowKind, target: string): Promise<number>;
}
