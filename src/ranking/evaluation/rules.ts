import { hotScore } from "../trending/hot.ts";
import { noSignals } from "../trending/signals.ts";
import { explainTrend } from "../trending/trend.ts";

/** What every rule may look at. */
interface RuleInput {
  readonly votes: number;
  readonly ageHours: number;
  /** Votes such papers get in all, by content. */
  readonly usual: number;
  /** Votes any paper gets in all. */
  readonly level: number;
}

export type Rule = (input: RuleInput) => number;

/** Orders in use elsewhere, as published, and ours; the higher score comes first. */
export const rules = {
  votes: ({ votes }) => votes,
  /** news.arc: (p − 1)^0.8 / (hours + 2)^1.8. */
  "Hacker News": ({ votes, ageHours }) => Math.max(0, votes - 1) ** 0.8 / (ageHours + 2) ** 1.8,
  /** r2/lib/db/_sorts.pyx: log10(max(s, 1)) + seconds / 45,000. */
  Reddit: ({ votes, ageHours }) => Math.log10(Math.max(votes, 1)) - (ageHours * 3_600) / 45_000,
  /** app/models/story.rb: log10(s + 1) + hours / 22. */
  Lobsters: ({ votes, ageHours }) => Math.log10(Math.max(votes + 1, 1)) - ageHours / 22,
  "votes, halved every 24 h": ({ votes, ageHours }) => votes * 2 ** (-ageHours / 24),
  "votes, halved every 48 h": ({ votes, ageHours }) => votes * 2 ** (-ageHours / 48),
  hot: ({ votes, ageHours }) => hotScore(votes, -ageHours),
  "trending without content": ({ votes, ageHours, level }) =>
    trendOf({ votes, ageHours, usual: level }),
  trending: ({ votes, ageHours, usual }) => trendOf({ votes, ageHours, usual }),
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as RuleName[];

/** With no window to look at: only how many votes there are at what age. */
function trendOf({ votes, ageHours, usual }: Omit<RuleInput, "level">): number {
  const gained = { ...noSignals, votes };
  return explainTrend({ window: "1d", ageHours, usual, gained: noSignals, before: gained }).score;
}
