import type { PaperId } from "#papers";
import type { SearchHit } from "../search.ts";
import { matchedWords } from "./browse.ts";
import type { FindContext } from "./find-context.ts";
import { locate } from "./index-view.ts";
import type { LikeQuery } from "./like.ts";
import { termsShared } from "./rank-likeness.ts";
import type { RankedHit } from "./ranked-hit.ts";
import type { SearchParts } from "./search-parts.ts";
import { stringAt } from "./string-table.ts";

/** A hit as it is answered. */
export function toHit({ parts, plan, like, routed }: FindContext, hit: RankedHit): SearchHit {
  const { segment, local } = locate(parts.view, hit.document);
  const matched = matchedWords(parts.view, plan, { segment, local });
  return {
    paperId: stringAt(segment.ids, local) as PaperId,
    score: hit.score,
    words: hit.words,
    meaning: hit.meaning,
    matched: routed.boosts.has(hit.document)
      ? [...new Set([...matched, ...routed.names])]
      : matched,
    ...(like?.hasLike && {
      sharedTerms: termsShared(parts, like.terms, hit.document).map(({ token }) => token),
    }),
  };
}

/** Papers that the query names. */
export function namedIn({ view }: SearchParts, { liked, unliked }: LikeQuery) {
  const idOf = (document: number) => {
    const { segment, local } = locate(view, document);
    return stringAt(segment.ids, local) as PaperId;
  };
  return { like: liked.map(idOf), unlike: unliked.map(idOf) };
}

/** Terms to mark: of the query, and those that papers share with the ones of `like:`. */
export function marksIn(
  { parts, plan, like }: FindContext,
  hits: readonly RankedHit[],
): readonly string[] {
  if (!like?.hasLike) return plan.marks;
  const shared = hits.flatMap(({ document }) => termsShared(parts, like.terms, document));
  return [...new Set([...plan.marks, ...shared.map(({ term }) => term)])];
}
