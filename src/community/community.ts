import type { AccountId } from "#accounts";
import type { Claims } from "./claims/claims.ts";
import type { Collections } from "./collections/collections.ts";
import type { Comments } from "./comments/comments.ts";
import type { Follows } from "./follows/follows.ts";
import type { Moderation } from "./moderation/moderation.ts";
import type { Shelves } from "./shelves/shelves.ts";
import type { Signals } from "./signals/signals.ts";
import type { Submissions } from "./submissions/submissions.ts";
import type { Votes } from "./votes/votes.ts";

/**
 * What people do with papers. Failures are AppErrors: `not_found` for papers and comments that
 * are not (or no longer) there, `forbidden` where it is another's or the role does not reach,
 * `conflict` where it is closed or done already, `invalid` with what to change.
 */
export interface Community {
  readonly votes: Votes;
  readonly shelves: Shelves;
  readonly collections: Collections;
  readonly follows: Follows;
  readonly comments: Comments;
  readonly submissions: Submissions;
  readonly claims: Claims;
  readonly moderation: Moderation;
  readonly signals: Signals;
  /**
   * Moves what belongs to papers that turned out to be another one, along the change log.
   * Safe to be killed and to be run by several at once.
   *
   * @returns changes followed.
   */
  follow(): Promise<number>;
  /** Everything an account has done here, as one JSON value. */
  exportData(id: AccountId): Promise<Record<string, unknown>>;
  /** Votes stay without a name, comments as a stranger's; the rest goes. */
  forget(id: AccountId): Promise<void>;
}
