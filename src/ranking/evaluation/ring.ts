import { tieBreak } from "../tie-break.ts";
import { grown } from "../trending/growth.ts";
import type { ListedPaper, RankingHistory } from "./history.ts";
import { mean } from "./metrics.ts";
import { rules } from "./rules.ts";

/** Votes that are not meant, and what each weighs. */
export interface Attack {
  readonly name: string;
  /** One for each vote; 0 does not count. */
  readonly weights: readonly number[];
}

/** How far an attack lifts one paper of its day. */
export interface AttackOutcome {
  readonly attack: string;
  readonly votes: number;
  /** Votes that count in an edition. */
  readonly counted: number;
  /** Places gained in the edition: mean and most. */
  readonly editionPlaces: number;
  readonly editionMost: number;
  /** Places gained among the trending: mean and most. */
  readonly trendingPlaces: number;
  readonly trendingMost: number;
}

/** Hours after which the attack comes. */
const AT_HOURS = 12;

/** Attacks the paper in the middle of every tested day, half a day after it began. */
export function evaluateAttacks(
  { days, usualVotes }: RankingHistory,
  attacks: readonly Attack[],
): AttackOutcome[] {
  return attacks.map(({ name, weights }) => {
    const counted = weights.filter((weight) => weight > 0).length;
    const added = weights.reduce((sum, weight) => sum + weight, 0);
    const lifts = days.map((day) => liftOf(day, { counted, added, usualVotes }));
    const edition = lifts.map((lift) => lift.edition);
    const trending = lifts.map((lift) => lift.trending);
    return {
      attack: name,
      votes: weights.length,
      counted,
      editionPlaces: mean(edition),
      editionMost: Math.max(0, ...edition),
      trendingPlaces: mean(trending),
      trendingMost: Math.max(0, ...trending),
    };
  });
}

interface Added {
  readonly counted: number;
  readonly added: number;
  readonly usualVotes: number;
}

function liftOf(day: readonly ListedPaper[], { counted, added, usualVotes }: Added) {
  const share = grown(AT_HOURS) / grown(24);
  const level = usualVotes / grown(24);
  const now = day.map((paper) => ({ paper, votes: Math.round(paper.votes * share) }));
  const victim = now.toSorted((one, other) => one.votes - other.votes)[Math.floor(day.length / 2)]!;
  const place = (more: number, score: (votes: number, paper: ListedPaper) => number) => {
    const scored = now.map(({ paper, votes }) => {
      const all = paper.id === victim.paper.id ? votes + more : votes;
      return { id: paper.id, score: score(all, paper), tie: tieBreak(paper.day, paper.id) };
    });
    scored.sort((one, other) => other.score - one.score || one.tie - other.tie);
    return scored.findIndex((one) => one.id === victim.paper.id);
  };
  const trend = (votes: number, { factor }: ListedPaper) =>
    rules.trending({ votes, ageHours: AT_HOURS, usual: level * factor, level });
  const byVotes = (votes: number) => votes;
  return {
    edition: place(0, byVotes) - place(counted, byVotes),
    trending: place(0, trend) - place(added, trend),
  };
}
