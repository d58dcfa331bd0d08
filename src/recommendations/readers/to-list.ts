import type { Ranking, RankReason } from "../learning/index.ts";
import type { RecommendationList, RecommendationReason } from "../recommendations.ts";
import type { Window } from "../windows/read-window.ts";
import type { Said } from "./chosen-interests.ts";
import type { Opinion } from "./read-readers.ts";

/** Gives rows and numbers of a ranking the names they stand for. */
export function toList(
  { stage, total, picks }: Ranking,
  named: {
    readonly window: Pick<Window, "paperIds">;
    readonly opinions: readonly Opinion[];
    readonly said: readonly Said[];
  },
): RecommendationList {
  return {
    stage,
    total,
    picks: picks.map(({ row, score, match, reason }) => ({
      paperId: named.window.paperIds[row]!,
      score,
      ...(match !== undefined && { match }),
      reason: toReason(reason, named),
    })),
  };
}

function toReason(
  { kind, deed, interest, terms }: RankReason,
  { opinions, said }: { readonly opinions: readonly Opinion[]; readonly said: readonly Said[] },
): RecommendationReason {
  const opinion = deed === undefined ? undefined : opinions[deed];
  const label = interest === undefined ? undefined : said[interest]?.label;
  return {
    kind,
    terms,
    ...(opinion && { paperId: opinion.paperId }),
    ...(opinion && opinion.deed !== "hidden" && { deed: opinion.deed }),
    ...(label !== undefined && { label }),
  };
}
