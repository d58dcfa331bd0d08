import type { Accounts } from "#accounts";
import type { Community } from "#community";
import type { Editions } from "#editions";
import type { Papers } from "#papers";
import type { Recommendations } from "#recommendations";
import type { Search } from "#search";

/** What picks are made of. */
export interface PicksParts {
  readonly papers: Pick<Papers, "findMany" | "changesSince" | "lastChange" | "addedAfter">;
  readonly editions: Pick<Editions, "get" | "placedOn" | "followedUntil">;
  readonly search: Pick<Search, "find" | "status">;
  readonly community: Pick<Community, "collections" | "comments" | "shelves">;
  readonly people: Pick<Accounts["people"], "findMany">;
  /** Absent: `for-me` holds what is in the edition. */
  readonly recommendations?: Pick<Recommendations, "recommend"> | undefined;
  /** IANA name of the zone in which the days of editions begin and end. */
  readonly timeZone: string;
}
