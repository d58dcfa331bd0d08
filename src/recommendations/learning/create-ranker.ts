import type { Vocabulary } from "./features/vocabulary.ts";
import { type LearnOptions, learnReader } from "./fitting/learn-reader.ts";
import type { Deed, PackedPapers } from "./paper-features.ts";
import { rankCandidates } from "./ranking/rank-candidates.ts";
import type { Ranking, RankRequest } from "./ranking/ranking.ts";
import { scoreCandidates } from "./ranking/score-candidates.ts";
import type { ReaderModel } from "./reader-model.ts";
import { createRoom } from "./room.ts";

/** Learns readers and ranks for them, one after the other; holds room for one at a time. */
export interface Ranker {
  learn(deeds: readonly Deed[], options?: LearnOptions): ReaderModel;
  /** @param request with the deeds that the model was learned from. */
  rank(model: ReaderModel, request: RankRequest): Ranking;
  /** Both in one. */
  rankFor(request: RankRequest, options?: LearnOptions): Ranking;
  /** Scores of all candidates, by row, before anything is made various. */
  score(model: ReaderModel, request: Omit<RankRequest, "limit">): Float32Array;
}

/**
 * @param others papers that readers have not said anything of, about 400 drawn from the recent
 *   ones; what is liked is told apart from these.
 */
export function createRanker(
  vocabulary: Pick<Vocabulary, "identity" | "labels">,
  others: PackedPapers,
): Ranker {
  const room = createRoom(vocabulary, others);
  const learn: Ranker["learn"] = (deeds, options) => learnReader(room, deeds, options);
  const rank: Ranker["rank"] = (model, request) => rankCandidates(room, model, request);
  return {
    learn,
    rank,
    rankFor: (request, options) => rank(learn(request.deeds, options), request),
    score: (model, request) => scoreCandidates(room, model, { ...request, limit: 0 }).total,
  };
}
