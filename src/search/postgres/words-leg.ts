import { FUSED_DEPTH } from "../engine/scoring.ts";
import { type Candidate, findByWords, type IndexTotals, rankByWords } from "./reading/store.ts";
import { createWordScorer, type ScoredPlan } from "./score-papers.ts";
import type { PostgresParts } from "./search-context.ts";
import type { Selection } from "./selecting/store.ts";

interface ScoredPaper {
  readonly paper: Candidate;
  readonly words: number;
}

/** Hits by words, best first. */
export interface WordsLeg {
  readonly hits: readonly ScoredPaper[];
  /** The hits are all there are. */
  readonly isComplete: boolean;
}

/**
 * Scores the papers that hold any term. Where they are few all of them are; else the best
 * by the BM25 index, to which a word is the same in any field but for the title's copy.
 *
 * @param guess papers that hold to the selection, roughly.
 * @param depth hits needed.
 */
export async function runWordsLeg(
  { database, limits }: PostgresParts,
  totals: IndexTotals,
  plan: ScoredPlan,
  {
    selection,
    guess,
    depth,
  }: {
    readonly selection: Selection;
    readonly guess: number;
    readonly depth: number;
  },
): Promise<WordsLeg> {
  const lexemes = plan.terms.flatMap((term) => term.lexemes);
  if (lexemes.length === 0) return { hits: [], isComplete: true };
  const matches = plan.terms.reduce((sum, { frequency }) => sum + frequency, 0);
  if (!totals.isIndexed || Math.min(matches, guess) <= limits.scored) {
    const most = 2 * limits.scored;
    const found = await findByWords(database, selection, lexemes, most);
    const isComplete = found.length < most;
    if (isComplete || !totals.isIndexed) {
      return { hits: orderByWords(found, plan, totals), isComplete };
    }
  }
  const limit = Math.max(FUSED_DEPTH, depth);
  const ranked = await rankByWords(database, selection, lexemes, limit);
  const best = orderByWords(ranked.slice(0, FUSED_DEPTH), plan, totals);
  const score = createWordScorer(plan, totals);
  const rest = ranked.slice(FUSED_DEPTH).map((paper) => ({ paper, words: score(paper) }));
  return { hits: [...best, ...rest], isComplete: ranked.length < limit };
}

function orderByWords(
  papers: readonly Candidate[],
  plan: ScoredPlan,
  totals: IndexTotals,
): ScoredPaper[] {
  const score = createWordScorer(plan, totals);
  return papers
    .map((paper) => ({ paper, words: score(paper) }))
    .filter(({ words }) => words > 0)
    .sort((a, b) => b.words - a.words || a.paper.tie - b.paper.tie);
}
