import type { Accounts } from "#accounts";
import type { Papers } from "#papers";
import type { Clock, Database, Log } from "#platform";

/** What the operator has chosen. */
export interface CommunitySettings {
  /** Age in days from which the votes of an account count for the order; 0: at once. */
  readonly votesCountAfterDays: number;
  /** `reviewed`: a moderator lets each in; `closed`: nobody submits. */
  readonly submissions: "open" | "reviewed" | "closed";
  /** Older papers go to a moderator; 0: no limit. */
  readonly submissionMaxAgeDays: number;
  /** Submissions of one account in 24 hours. */
  readonly submissionsPerDay: number;
}

/** What every part of the module is made of. */
export interface CommunityParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn" | "error">;
  readonly papers: Papers;
  readonly people: Accounts["people"];
  readonly settings: CommunitySettings;
}
