import { fuseLegs } from "../engine/fusion.ts";
import { NORMALISED_DEPTH, UNLIKE_REACH, UNLIKE_WEIGHT } from "../engine/scoring.ts";
import { MEANING_SHARE } from "../engine/similar.ts";
import { listPapers } from "./find-listed.ts";
import { rankRelevant } from "./find-relevant.ts";
import { runMeaningLeg } from "./meaning-leg.ts";
import { type Candidate, guessCount, readCandidates } from "./reading/store.ts";
import { createWordScorer, heldTerms } from "./score-papers.ts";
import type { FoundPaper, FoundPapers, LikeQuery, SearchContext } from "./search-context.ts";
import { either, isNoneOf, isOneOf } from "./selecting/store.ts";
import { readCosines } from "./vectors/store.ts";
import { runWordsLeg } from "./words-leg.ts";

/** How near papers are to those of `like:`, or how far from those of `unlike:`. */
interface Likeness {
  /** The nearest to the papers named, in no order. */
  readonly near: readonly Candidate[];
  /** Nearness of any papers, each leg stretched to 0…1; negative where it speaks against. */
  scoreOf(papers: readonly Candidate[]): Promise<FoundPaper[]>;
}

/** Papers near those named, or far from them, and those that the words find besides. */
export async function findLike(context: SearchContext, like: LikeQuery): Promise<FoundPapers> {
  const { plan, request, offset, limit, mode } = context;
  const likeness = await rankLikeness(context, like);
  const hasWords = plan.groups.length > 0;
  if (!hasWords && !like.hasLike) {
    const scored = await likeness.scoreOf(likeness.near);
    const nearest = scored.sort((a, b) => a.score - b.score).slice(0, UNLIKE_REACH);
    return listPapers(context, isNoneOf(nearest.map(({ paper }) => paper.id)));
  }
  const asked = hasWords ? await rankRelevant(context) : undefined;
  const near = like.hasLike ? likeness.near : [];
  const isNear = isOneOf(near.map(({ id }) => id));
  const condition = asked?.condition ? either(asked.condition, isNear) : isNear;
  if (request.sort && request.sort !== "relevance") return listPapers(context, condition);
  const hits = await addLikeness(likeness, asked?.hits ?? [], near);
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

async function rankLikeness(context: SearchContext, like: LikeQuery): Promise<Likeness> {
  const { parts, totals, selection, mode } = context;
  const { database } = parts;
  const guess = await guessCount(database, selection);
  const where = { selection, guess, depth: NORMALISED_DEPTH };
  const vector = mode === "words" ? undefined : like.vector;
  const wanted = { terms: like.terms, pairs: [] };
  const scoreWanted = createWordScorer(wanted, totals);
  const scoreOpposed = createWordScorer({ terms: like.opposed, pairs: [] }, totals);
  const [lexical, nearest] = await Promise.all([
    mode === "meaning" ? undefined : runWordsLeg(parts, totals, wanted, where),
    vector ? runMeaningLeg(parts, totals, vector, where) : [],
  ]);
  const best = lexical?.hits.slice(0, NORMALISED_DEPTH).map(({ paper }) => paper) ?? [];
  const known = new Set<string>(best.map(({ id }) => id));
  const missing = nearest.map(({ id }) => id).filter((id) => !known.has(id));
  const near = [...best, ...(await readCandidates(database, missing))];
  const tops = {
    words: Float64Array.from(lexical?.hits ?? [], ({ words }) => words),
    meanings: [Float64Array.from(nearest, ({ cosine }) => cosine)],
  };
  const scoreOf = async (papers: readonly Candidate[]) => {
    const ids = papers.map(({ id }) => id);
    const cosines = vector ? await readCosines(database, vector, ids) : new Map<string, number>();
    const words = Float64Array.from(papers, (paper) =>
      lexical ? scoreWanted(paper) - scoreOpposed(paper) : 0,
    );
    const meaning = Float64Array.from(ids, (id) => cosines.get(id) ?? 0);
    const fused = fuseLegs({ words, meanings: [meaning] }, tops, [MEANING_SHARE]);
    return papers.map((paper, at) => ({
      paper,
      score: like.hasLike ? fused[at]! : -UNLIKE_WEIGHT * Math.max(0, fused[at]!),
      words: Math.max(0, words[at]!),
      meaning: meaning[at]!,
    }));
  };
  return { near, scoreOf };
}

/** Adds nearness to what the words of the query found; papers near enough come in besides. */
async function addLikeness(
  likeness: Likeness,
  asked: readonly FoundPaper[],
  near: readonly Candidate[],
): Promise<FoundPaper[]> {
  const found = new Map(asked.map((hit) => [hit.paper.id, hit]));
  const papers = new Map([...asked.map(({ paper }) => paper), ...near].map((one) => [one.id, one]));
  const scored = await likeness.scoreOf([...papers.values()]);
  return scored
    .map((one) => {
      const hit = found.get(one.paper.id);
      return hit ? { ...hit, score: hit.score + one.score } : one;
    })
    .sort((a, b) => b.score - a.score || a.paper.tie - b.paper.tie);
}
