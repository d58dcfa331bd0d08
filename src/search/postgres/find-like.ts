import { FUSED_DEPTH, NORMALISED_DEPTH, UNLIKE_REACH, UNLIKE_WEIGHT } from "../engine/scoring.ts";
import { MEANING_SHARE } from "../engine/similar.ts";
import { listPapers } from "./find-listed.ts";
import { rankRelevant } from "./find-relevant.ts";
import { lexemeOf } from "./lexemes.ts";
import { runMeaningLeg } from "./meaning-leg.ts";
import { scoreCandidates } from "./rank-papers.ts";
import { type Candidate, guessCount, type IndexTotals, readCandidates } from "./reading/store.ts";
import { createWordScorer, heldTerms, type WordScorer } from "./score-papers.ts";
import type { FoundPaper, FoundPapers, LikeQuery, SearchContext } from "./search-context.ts";
import { either, isNoneOf, isOneOf } from "./selecting/store.ts";
import { type NearPaper, readCosines } from "./vectors/store.ts";
import { runWordsLeg, type WordsLeg } from "./words-leg.ts";

/** How near papers are to those of `like:`, or how far from those of `unlike:`. */
interface Likeness {
  /** The nearest to the papers named, in no order. */
  readonly near: readonly Candidate[];
  /** Nearness of any papers, each leg stretched to 0…1; negative where it speaks against. */
  scoreOf(papers: readonly Candidate[]): FoundPaper[];
}

/** Papers near those named, or far from them, and those that the words find besides. */
export async function findLike(context: SearchContext, like: LikeQuery): Promise<FoundPapers> {
  const { plan, request, offset, limit, mode } = context;
  const likeness = await rankLikeness(context, like);
  const hasWords = plan.groups.length > 0;
  if (!hasWords && !like.hasLike) {
    const scored = likeness.scoreOf(likeness.near);
    const nearest = scored.sort((a, b) => a.score - b.score).slice(0, UNLIKE_REACH);
    return listPapers(context, isNoneOf(nearest.map(({ paper }) => paper.id)));
  }
  const asked = hasWords ? await rankRelevant(context) : undefined;
  const near = like.hasLike ? likeness.near : [];
  const isNear = isOneOf(near.map(({ id }) => id));
  const condition = asked?.condition ? either(asked.condition, isNear) : isNear;
  if (request.sort && request.sort !== "relevance") return listPapers(context, condition);
  const hits = addLikeness(likeness, asked?.hits ?? [], near);
  const known = new Set<string>(asked?.hits.map(({ paper }) => paper.id));
  const isNew = (paper: Candidate) =>
    !known.has(paper.id) &&
    (mode === "meaning" || !hasWords || heldTerms(plan.terms, paper).length === 0);
  return {
    hits: hits.slice(offset, offset + limit),
    total: (asked?.total ?? 0) + near.filter(isNew).length,
    condition,
  };
}

const NO_COSINES: ReadonlyMap<string, number> = new Map();

async function rankLikeness(context: SearchContext, like: LikeQuery): Promise<Likeness> {
  const { parts, totals, selection, mode } = context;
  const guess = await guessCount(parts.database, selection);
  const where = { selection, guess, depth: NORMALISED_DEPTH };
  const vector = mode === "words" ? undefined : like.vector;
  const wanted = { terms: like.terms, pairs: [] };
  const [lexical, nearest] = await Promise.all([
    mode === "meaning" ? undefined : runWordsLeg(parts, totals, wanted, where),
    vector ? runMeaningLeg(parts, totals, vector, where) : [],
  ]);
  const near = await readNear(context, lexical?.hits.slice(0, NORMALISED_DEPTH) ?? [], nearest);
  const scoreOf = lexical ? createLikeScorer(totals, like) : () => 0;
  const ids = near.map(({ id }) => id);
  const cosines = vector ? await readCosines(parts.database, vector, ids) : NO_COSINES;
  const candidates = near.map((paper) => {
    return { paper, words: scoreOf(paper), meaning: cosines.get(paper.id) ?? 0 };
  });
  const ranked = await scoreCandidates(parts, candidates, {
    tops: {
      words: lexical?.hits.slice(0, FUSED_DEPTH).map(({ words }) => words) ?? [],
      meaning: nearest.map(({ cosine }) => cosine),
    },
    weigh: () => [MEANING_SHARE],
    vector,
  });
  const sign = (score: number) => (like.hasLike ? score : -UNLIKE_WEIGHT * Math.max(0, score));
  const hits = new Map(ranked.map((one) => [one.paper.id, { ...one, score: sign(one.score) }]));
  return {
    near,
    // What lies deeper is neither near nor far.
    scoreOf: (papers) =>
      papers.map((paper) => hits.get(paper.id) ?? { paper, score: 0, words: 0, meaning: 0 }),
  };
}

/** The best papers of both legs. */
async function readNear(
  { parts }: SearchContext,
  best: WordsLeg["hits"],
  nearest: readonly NearPaper[],
): Promise<Candidate[]> {
  const known = new Set<string>(best.map(({ paper }) => paper.id));
  const missing = nearest.map(({ id }) => id).filter((id) => !known.has(id));
  return [...best.map(({ paper }) => paper), ...(await readCandidates(parts.database, missing))];
}

/** Scores papers by the telling words of those to be like, less those of the others. */
function createLikeScorer(totals: IndexTotals, { terms, opposed }: LikeQuery): WordScorer {
  const scoreWanted = createWordScorer({ terms, pairs: [] }, totals);
  // What a text says speaks against it, not who wrote it.
  const texts = opposed.map((term) => {
    return { ...term, lexemes: term.lexemes.filter((lexeme) => lexeme === lexemeOf(term.term)) };
  });
  const scoreOpposed = createWordScorer({ terms: texts, pairs: [] }, totals);
  return (paper) => Math.max(0, scoreWanted(paper) - scoreOpposed(paper));
}

/** Adds nearness to what the words of the query found; papers near enough come in besides. */
function addLikeness(
  likeness: Likeness,
  asked: readonly FoundPaper[],
  near: readonly Candidate[],
): FoundPaper[] {
  const found = new Map(asked.map((hit) => [hit.paper.id, hit]));
  const papers = new Map([...asked.map(({ paper }) => paper), ...near].map((one) => [one.id, one]));
  const scored = likeness.scoreOf([...papers.values()]);
  return scored
    .map((one) => {
      const hit = found.get(one.paper.id);
      return hit ? { ...hit, score: hit.score + one.score } : one;
    })
    .sort((a, b) => b.score - a.score || a.paper.tie - b.paper.tie);
}
