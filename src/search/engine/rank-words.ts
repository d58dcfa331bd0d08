import { stretch } from "./fusion.ts";
import { type IndexView, locate } from "./index-view.ts";
import type { LexicalLeg } from "./lexical-leg.ts";
import { MOST_PRIOR, priorAt } from "./prior.ts";
import type { RankedHit } from "./ranked-hit.ts";
import { TITLE_COVER } from "./scoring.ts";
import { leastWords, titleBonuses } from "./title-cover.ts";
import type { TieBreak } from "./top-documents.ts";

/** More than two ways of working out the same sum differ by. */
const ROUNDING = 1e-9;

interface WordHits {
  readonly lexical: LexicalLeg;
  /** The query as it may stand in a title. */
  readonly titleTerms: readonly string[];
  /** Whether citations and age count. */
  readonly usesPrior: boolean;
}

/**
 * What `rankHits` gives where words are all there is to go by. Hits by words come best first:
 * one that even the most for its title and its fame would not bring among the first `depth` is
 * passed over, and so are all after the last that could come there.
 */
export function rankWords(
  view: IndexView,
  { lexical, titleTerms, usesPrior }: WordHits,
  { goesFirst, depth }: { readonly goesFirst: TieBreak; readonly depth: number },
): RankedHit[] {
  const { documents, all } = lexical;
  const kept = createRanked(Math.min(depth, documents.length), goesFirst);
  const stretched = stretch(lexical.scores);
  const bonusOf = titleTerms.length > 0 ? titleBonuses(view, titleTerms) : undefined;
  const leastInTitle = leastWords([all[documents[0]!] ?? 0]);
  const prior = usesPrior ? MOST_PRIOR : 0;
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at]!;
    const words = all[document]!;
    const byWords = stretched(words);
    // What the title must add at least.
    const lacking = kept.least() - ROUNDING - byWords - prior;
    const readsTitle = bonusOf !== undefined && words >= leastInTitle;
    if (lacking > (readsTitle ? TITLE_COVER : 0)) break;
    let score = byWords;
    if (readsTitle) score += bonusOf(document, lacking);
    if (score + prior < kept.least() - ROUNDING) continue;
    if (usesPrior) {
      const { segment, local } = locate(view, document);
      score += priorAt(view.statistics, segment, local);
    }
    kept.offer(document, score, words);
  }
  return kept.hits;
}

/** The best `limit` of the hits offered, in order; little is moved if they come nearly so. */
function createRanked(limit: number, goesFirst: TieBreak) {
  const hits: RankedHit[] = [];
  return {
    hits,
    /** A score below which nothing is kept any more. */
    least: () => (hits.length < limit ? Number.NEGATIVE_INFINITY : (hits.at(-1)?.score ?? 0)),
    offer: (document: number, score: number, words: number): void => {
      const follows = (hit: RankedHit) =>
        hit.score < score || (hit.score === score && goesFirst(document, hit.document));
      if (hits.length === limit) {
        if (limit === 0 || !follows(hits[limit - 1]!)) return;
        hits.pop();
      }
      let place = hits.length;
      while (place > 0 && follows(hits[place - 1]!)) place--;
      hits.splice(place, 0, { document, score, words, meaning: 0 });
    },
  };
}
