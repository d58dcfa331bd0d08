import { meaningWeights } from "../engine/fusion.ts";
import { keysOfQuery } from "../engine/paper-keys.ts";
import { FUSED_DEPTH } from "../engine/scoring.ts";
import { countByWords } from "./count-papers.ts";
import { runMeaningLeg } from "./meaning-leg.ts";
import { vectorText } from "./paper-rows.ts";
import { type LegScore, rankPapers } from "./rank-papers.ts";
import { guessCount, readCandidates, readNamed } from "./reading/store.ts";
import { boostPapers } from "./route-clues.ts";
import { createWordScorer } from "./score-papers.ts";
import type { FoundPaper, FoundPapers, SearchContext } from "./search-context.ts";
import { holdsOrIs } from "./selecting/store.ts";
import { type NearPaper, readCosines } from "./vectors/store.ts";
import { runWordsLeg, type WordsLeg } from "./words-leg.ts";

const NO_WORDS: WordsLeg = { hits: [], isComplete: true };

/** The page asked for of all that a query finds by words and by meaning, in one order. */
export async function findRelevant(context: SearchContext): Promise<FoundPapers> {
  const { offset, limit } = context;
  const found = await rankRelevant(context);
  return { ...found, hits: found.hits.slice(offset, offset + limit) };
}

/** The same with all hits from the first to the end of the page, and more. */
export async function rankRelevant(context: SearchContext): Promise<FoundPapers> {
  const { parts, totals, query, plan, selection, mode } = context;
  const { lexical, near, pinned, vector } = await runLegs(context);
  const best = lexical.hits.slice(0, FUSED_DEPTH);
  const [candidates, matches] = await Promise.all([
    gatherCandidates(context, { best, near, pinned, vector }),
    lexical.isComplete ? lexical.hits.length : countByWords(parts, totals, selection, plan.terms),
  ]);
  const fused = await rankPapers(context, candidates, {
    tops: {
      words: best.map(({ words }) => words),
      meaning: near.map(({ cosine }) => cosine),
    },
    weights: meaningWeights(plan.wordCount, 1),
    pinned: new Set(pinned),
    vector,
    usesPrior: query.phrases.length === 0 && pinned.length === 0,
  });
  const lifts = mode !== "meaning" && context.boosts.size > 0 && pinned.length === 0;
  const ranked = lifts ? await boostPapers(context, fused) : fused;
  const others = ranked.filter(({ words }) => words === 0).map(({ paper }) => paper.id);
  const lexemes = mode === "meaning" ? [] : plan.terms.flatMap((term) => term.lexemes);
  return {
    hits: [...ranked, ...tailOf(lexical, ranked)],
    total: matches + others.length,
    condition: holdsOrIs(lexemes, others, selection),
    textCondition: holdsOrIs(lexemes, others, { isIndexed: false }),
  };
}

/** Hits by words that lie deeper than the fused ones, in the order of their words. */
function tailOf(lexical: WordsLeg, ranked: readonly FoundPaper[]): FoundPaper[] {
  const places = new Set(ranked.map(({ paper }) => paper.id));
  return lexical.hits
    .slice(FUSED_DEPTH)
    .filter(({ paper }) => !places.has(paper.id))
    .map(({ paper, words }, at) => {
      // Below every fused score, in order.
      return { paper, words, meaning: 0, score: -1 - at };
    });
}

/** Both legs, and the papers that the query names. */
async function runLegs(context: SearchContext) {
  const { parts, totals, query, plan, selection, mode, request, offset, limit } = context;
  const { database, space } = parts;
  const hasConditions = selection.conditions.length > 0;
  const guess = hasConditions ? await guessCount(database, selection) : totals.documents;
  const where = { selection, guess, depth: offset + limit };
  const text = [query.words, ...query.phrases].join(" ");
  const vector = mode === "words" ? undefined : vectorText(space.embedQuery(text));
  const [lexical, near, pinned] = await Promise.all([
    mode === "meaning" ? NO_WORDS : runWordsLeg(parts, totals, plan, where),
    vector ? runMeaningLeg(parts, totals, vector, where) : [],
    readNamed(database, selection, keysOfQuery(request.query)),
  ]);
  return { lexical, near, pinned, vector };
}

/** Each paper that some leg found, as both see it. */
async function gatherCandidates(
  { parts, totals, plan, mode }: SearchContext,
  found: {
    readonly best: WordsLeg["hits"];
    readonly near: readonly NearPaper[];
    readonly pinned: readonly string[];
    readonly vector: string | undefined;
  },
): Promise<LegScore[]> {
  const { best, near, pinned, vector } = found;
  const byWords = new Map(best.map((hit) => [hit.paper.id as string, hit]));
  const cosines = new Map(near.map(({ id, cosine }) => [id as string, cosine]));
  const ids = new Set<string>([...byWords.keys(), ...cosines.keys(), ...pinned]);
  const [papers, more] = await Promise.all([
    readCandidates(
      parts.database,
      [...ids].filter((id) => !byWords.has(id)),
    ),
    vector
      ? readCosines(
          parts.database,
          vector,
          [...ids].filter((id) => !cosines.has(id)),
        )
      : new Map<string, number>(),
  ]);
  const score = mode === "meaning" ? () => 0 : createWordScorer(plan, totals);
  const others = papers.map((paper) => ({ paper, words: score(paper) }));
  return [...best, ...others].map(({ paper, words }) => {
    return { paper, words, meaning: cosines.get(paper.id) ?? more.get(paper.id) ?? 0 };
  });
}
