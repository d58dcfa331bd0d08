import { tieBreak } from "../tie-break.ts";
import type { RankingHistory, WeekPage } from "./history.ts";
import { type Estimate, estimate, ndcg, pairedEstimate } from "./metrics.ts";
import { type Rule, type RuleName, ruleNames, rules } from "./rules.ts";

const DEPTH = 10;

export interface LaterGainQuality {
  readonly rule: RuleName;
  /** The gain of a paper is the votes it still got. */
  readonly ndcg10: Estimate;
  /** Of trending against this rule, page by page. */
  readonly lead: Estimate;
}

/**
 * Papers of all ages on one page: which will still gain? Only the month's page tells, and it
 * shows its best hundred alone.
 *
 * @param level votes that a paper gets in all.
 */
export function evaluateLaterGain(
  weeks: RankingHistory["weeks"],
  level: number,
): LaterGainQuality[] {
  const qualities = new Map(
    ruleNames.map((name) => [name, weeks.map((week) => qualityOf(week, rules[name], level))]),
  );
  const ours = qualities.get("trending")!;
  return [...qualities].map(([rule, values]) => ({
    rule,
    ndcg10: estimate(values),
    lead: pairedEstimate(ours, values),
  }));
}

function qualityOf({ at, papers }: WeekPage, rule: Rule, level: number): number {
  const day = at.slice(0, 10);
  const scored = papers.map((paper) => {
    const { votes, ageHours, factor, gained, id } = paper;
    const score = rule({ votes, ageHours, usual: level * factor, level });
    return { score, gained, tie: tieBreak(day, id) };
  });
  scored.sort((one, other) => other.score - one.score || one.tie - other.tie);
  return ndcg(
    scored.map((one) => one.gained),
    DEPTH,
  );
}
