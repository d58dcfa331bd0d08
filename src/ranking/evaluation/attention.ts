import { tieBreak } from "../tie-break.ts";
import { createNumbers, drawPoisson } from "../trending/numbers.ts";
import type { ListedPaper, RankingHistory } from "./history.ts";
import { gini, mean, spearman } from "./metrics.ts";
import { type Rule, ruleNames, rules } from "./rules.ts";

/** How the invented readers behave. */
const VISITS_PER_HOUR = 60;
/** A place is looked at with probability 1 / rank^0.8. */
const POSITION_BIAS = 0.8;
/** Interest in a paper halves in this time. */
const INTEREST_HOURS = 36;
/** Probability that who looks at the usual paper on its first day votes for it. */
const USUAL_APPEAL = 0.04;
const MOST_APPEAL = 0.5;
/** Votes that pull the quality of each paper towards the usual one. */
const SHRINKAGE = 1.2;
/** A paper leaves the list after this time. */
const LISTED_HOURS = 168;
/** A paper with less than this share of the mean number of looks has been starved. */
const STARVED_SHARE = 0.5;

/** What a rule makes of the same papers and the same kind of readers. */
export interface AttentionOutcome {
  readonly rule: string;
  readonly votesPerThousandVisits: number;
  /** Spearman of votes and quality within a day. */
  readonly fidelity: number;
  /** Share of the best tenth of each day that was ever among the first five. */
  readonly bestReachTop: number;
  /** Gini of the looks that papers got. */
  readonly exposureGini: number;
  /** Share of papers with less than half the mean number of looks. */
  readonly starved: number;
}

interface Actor {
  readonly paper: ListedPaper;
  readonly day: number;
  readonly tie: number;
  /** Probability that who looks at it votes for it, while it is new. */
  readonly appeal: number;
  votes: number;
  looks: number;
  reachedTop: boolean;
}

/** Runs invented readers over the real days, once for each rule. */
export function simulateAttention(history: RankingHistory): AttentionOutcome[] {
  const orders: [string, Rule][] = [
    ["votes of the day", ofTheDay],
    ...ruleNames.map((name): [string, Rule] => [name, rules[name]]),
  ];
  return orders.map(([name, rule]) => ({ rule: name, ...simulate(history, rule) }));
}

/** The page of each day, by votes; the days before follow. */
const ofTheDay: Rule = ({ votes, ageHours }) => votes - 1e6 * Math.floor(ageHours / 24);

function simulate({ days, usualVotes }: RankingHistory, rule: Rule) {
  const next = createNumbers("attention");
  const actors = days.map((papers, day) => papers.map((paper) => actorOf(paper, day, usualVotes)));
  let voted = 0;
  const hours = days.length * 24;
  for (let hour = 0; hour < hours; hour += 1) {
    const listed = actors
      .slice(Math.max(0, Math.floor((hour - LISTED_HOURS) / 24)), Math.floor(hour / 24) + 1)
      .flat();
    voted += visit(ordered(listed, hour, rule), hour, next);
  }
  const whole = actors.flat();
  const best = actors.flatMap((day) =>
    day
      .toSorted((one, other) => other.appeal - one.appeal)
      .slice(0, Math.max(1, Math.round(day.length / 10))),
  );
  const enough = STARVED_SHARE * mean(whole.map((actor) => actor.looks));
  return {
    votesPerThousandVisits: (1_000 * voted) / (hours * VISITS_PER_HOUR),
    fidelity: mean(actors.map(fidelityOf)),
    bestReachTop: mean(best.map((actor) => Number(actor.reachedTop))),
    exposureGini: gini(whole.map((actor) => actor.looks)),
    starved: mean(whole.map((actor) => Number(actor.looks < enough))),
  };
}

function fidelityOf(day: readonly Actor[]): number {
  return spearman(
    day.map((actor) => actor.votes),
    day.map((actor) => actor.appeal),
  );
}

function actorOf(paper: ListedPaper, day: number, usualVotes: number): Actor {
  const quality = (paper.votes + SHRINKAGE) / (usualVotes + SHRINKAGE);
  const appeal = Math.min(MOST_APPEAL, USUAL_APPEAL * quality);
  const tie = tieBreak(paper.day, paper.id);
  return { paper, day, tie, appeal, votes: 0, looks: 0, reachedTop: false };
}

function ordered(listed: readonly Actor[], hour: number, rule: Rule): readonly Actor[] {
  // What is usual is learnt while the world goes on, as on a site.
  const grownUp = listed.filter((actor) => hour - actor.day * 24 >= 48);
  const level = (1 + grownUp.reduce((sum, actor) => sum + actor.votes, 0)) / (1 + grownUp.length);
  return listed
    .map((actor) => {
      const ageHours = hour - actor.day * 24;
      const { votes, paper } = actor;
      const input = { votes, ageHours, usual: level * paper.factor, level };
      return { actor, score: rule(input) };
    })
    .sort((one, other) => other.score - one.score || one.actor.tie - other.actor.tie)
    .map(({ actor }) => actor);
}

/** One hour of visits; returns the votes given. */
function visit(order: readonly Actor[], hour: number, next: () => number): number {
  let given = 0;
  for (const [index, actor] of order.entries()) {
    const looks = drawPoisson(VISITS_PER_HOUR * (index + 1) ** -POSITION_BIAS, next);
    const interest = 2 ** (-(hour - actor.day * 24) / INTEREST_HOURS);
    const votes = drawPoisson(looks * actor.appeal * interest, next);
    actor.looks += looks;
    actor.votes += votes;
    if (index < 5) actor.reachedTop = true;
    given += votes;
  }
  return given;
}
