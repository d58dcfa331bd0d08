import { joinGrams } from "../likeness/gram.ts";
import type { Deed } from "../paper-features.ts";
import type {
  ComparedDeeds,
  LearnedInterest,
  LearningStage,
  ReaderModel,
} from "../reader-model.ts";
import type { Room } from "../room.ts";
import { type FoundInterest, findInterests } from "./find-interests.ts";
import { fitPlane } from "./fit-plane.ts";
import { gatherLikes, type Likes } from "./likes.ts";

export interface LearnOptions {
  /**
   * What the reader says of an interest found in their likes: 0 mutes it, 1 is neither more nor
   * less. Default 1.
   */
  readonly weighInterest?: (interest: Omit<LearnedInterest, "weight">) => number;
}

/** Liked papers from which on likeness and the plane stand alone, without what is spoken of. */
const LIKES_FOR_LIKENESS = 5;
/** From so many on a reader counts as well known; the score is made the same way. */
const LIKES_FOR_LEARNING = 30;

export function learnReader(
  room: Room,
  deeds: readonly Deed[],
  { weighInterest = () => 1 }: LearnOptions = {},
): ReaderModel {
  const likes = gatherLikes(room, deeds);
  const { identity } = room.vocabulary;
  if (likes.liked === 0) return nothingLearned(identity);
  const gram = joinGrams(likes.papers, room.others, room.gram);
  const found = findInterests(room, likes, gram);
  const interests = found.map(({ deeds: of, words }) => {
    const interest = { deeds: of, words };
    return { ...interest, weight: weighInterest(interest) };
  });
  const weights = weighLikes(likes, found, interests);
  const { plane, bias, match } = fitPlane(room, { likes, gram, weights });
  const compared = (from: number, until: number) => compare(likes, weights, { from, until });
  const liked = compared(0, likes.liked);
  return {
    stage: stageOf(likes.liked),
    identity,
    ...(liked.deeds.length > 0 && { plane }),
    bias,
    liked,
    disliked: compared(likes.liked, likes.deeds.length),
    interests,
    ...(match && { match }),
  };
}

function nothingLearned(identity: string): ReaderModel {
  const none = { deeds: new Uint32Array(), weights: new Float32Array() };
  return { stage: "cold", identity, bias: 0, liked: none, disliked: none, interests: [] };
}

/** Deeds of some rows that still say something. */
function compare(
  { deeds }: Likes,
  weights: Float32Array,
  { from, until }: { readonly from: number; readonly until: number },
): ComparedDeeds {
  const rows: number[] = [];
  for (let row = from; row < until; row += 1) if (weights[row]! > 0) rows.push(row);
  return {
    deeds: Uint32Array.from(rows, (row) => deeds[row]!),
    weights: Float32Array.from(rows, (row) => weights[row]!),
  };
}

function stageOf(liked: number): LearningStage {
  if (liked < LIKES_FOR_LIKENESS) return "cold";
  return liked < LIKES_FOR_LEARNING ? "similar" : "learned";
}

/** What each row says, with what the reader says of its interest. */
function weighLikes(
  likes: Likes,
  found: readonly FoundInterest[],
  interests: readonly LearnedInterest[],
): Float32Array {
  const weights = likes.weights.slice();
  found.forEach(({ rows }, at) => {
    for (const row of rows) weights[row]! *= interests[at]!.weight;
  });
  return weights;
}
