import { contribution, type PriorTerm, prior, priorTerms } from "./prior.ts";
import type { RankedPaper } from "./ranked-paper.ts";
import { signals } from "./signals.ts";

interface ExplainedTerm extends PriorTerm {
  /** In [0, 1]. */
  readonly value: number;
  /** `value` × `weight`, to a millionth. */
  readonly contribution: number;
}

/** Why a paper stands where it stands: `score` = `upvotes` + `prior`. */
export interface OrderExplanation {
  readonly score: number;
  /** Those that count. */
  readonly upvotes: number;
  /** Upvotes that do not count for the order: of new accounts and of bursts. */
  readonly uncounted: number;
  /** Sum of the contributions, or 0 for a withdrawn paper. */
  readonly prior: number;
  /** Largest contribution first; empty for a withdrawn paper. */
  readonly terms: readonly ExplainedTerm[];
}

/** The score of a paper as a sum that a reader can check. */
export function explainOrder(paper: RankedPaper): OrderExplanation {
  const { upvotes, counted = upvotes } = paper.tally;
  const terms = paper.withdrawn ? [] : priorTerms.map((term) => explainTerm(paper, term));
  const total = prior(paper);
  return {
    score: editionScore(counted, total),
    upvotes: counted,
    uncounted: upvotes - counted,
    prior: total,
    terms: terms.sort((one, other) => other.contribution - one.contribution),
  };
}

function explainTerm(paper: RankedPaper, term: PriorTerm): ExplainedTerm {
  return {
    ...term,
    value: signals[term.name](paper),
    contribution: contribution(paper, term),
  };
}

/**
 * The number an edition is ordered by: votes first, the prior among equal votes.
 *
 * @param upvotes an integer ≥ 0.
 * @param paperPrior in [0, 1).
 */
export function editionScore(upvotes: number, paperPrior: number): number {
  return upvotes + paperPrior;
}
