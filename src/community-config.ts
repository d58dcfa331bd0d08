import type { CommunitySettings } from "#community";
import type { Rule, Setting } from "./setting.ts";

export const communitySettings = [
  {
    name: "VOTES_COUNT_AFTER_DAYS",
    default: "3",
    help: "Age of an account, in days, from which its votes count for the order; 0: at once",
  },
  {
    name: "SUBMISSIONS",
    default: "open",
    help: "Who may bring papers: open, reviewed (a moderator lets each in) or closed",
  },
  {
    name: "SUBMISSION_MAX_AGE_DAYS",
    default: "0",
    help: "Older papers that readers bring wait for a moderator; 0: no limit",
  },
  {
    name: "SUBMISSIONS_PER_DAY",
    default: "10",
    help: "Papers one account may bring in 24 hours",
  },
] as const satisfies readonly Setting[];

type Name = (typeof communitySettings)[number]["name"];

const wholeNumber: Rule = { holds: (text) => /^\d{1,5}$/.test(text), says: "a whole number" };

export const communityRules: Readonly<Record<Name, Rule>> = {
  VOTES_COUNT_AFTER_DAYS: wholeNumber,
  SUBMISSIONS: {
    holds: (text) => /^(open|reviewed|closed)$/.test(text),
    says: "open, reviewed or closed",
  },
  SUBMISSION_MAX_AGE_DAYS: wholeNumber,
  SUBMISSIONS_PER_DAY: wholeNumber,
};

export function readCommunity(read: (name: Name) => string): CommunitySettings {
  return {
    votesCountAfterDays: Number(read("VOTES_COUNT_AFTER_DAYS")),
    submissions: read("SUBMISSIONS") as CommunitySettings["submissions"],
    submissionMaxAgeDays: Number(read("SUBMISSION_MAX_AGE_DAYS")),
    submissionsPerDay: Number(read("SUBMISSIONS_PER_DAY")),
  };
}
