import { grown } from "../trending/growth.ts";
import { type AttentionOutcome, simulateAttention } from "./attention.ts";
import type { RankingHistory } from "./history.ts";
import { evaluateLaterGain, type LaterGainQuality } from "./later-gain.ts";
import { type Attack, type AttackOutcome, evaluateAttacks } from "./ring.ts";
import { evaluateThinning, type ThinnedQuality } from "./thinning.ts";

/** Everything that is measured of the rules; see docs/ranking.md. */
export interface RankingReport {
  readonly days: number;
  readonly papers: number;
  readonly weeks: number;
  readonly thinning: readonly ThinnedQuality[];
  readonly laterGain: readonly LaterGainQuality[];
  readonly attention: readonly AttentionOutcome[];
  readonly attacks: readonly AttackOutcome[];
}

const DAY_HOURS = 24;

export function evaluateRanking(
  history: RankingHistory,
  attacks: readonly Attack[],
): RankingReport {
  const level = history.usualVotes / grown(DAY_HOURS);
  return {
    days: history.days.length,
    papers: history.days.flat().length,
    weeks: history.weeks.length,
    thinning: evaluateThinning(history),
    laterGain: evaluateLaterGain(history.weeks, level),
    attention: simulateAttention(history),
    attacks: evaluateAttacks(history, attacks),
  };
}
