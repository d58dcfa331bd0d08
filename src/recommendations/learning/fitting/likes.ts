import type { SeenPapers } from "../likeness/gram.ts";
import { type Deed, packPapers } from "../paper-features.ts";
import { MOST_DISLIKED, MOST_LIKED, type Room } from "../room.ts";

/** Half of what a like says is gone after that. */
const HALF_LIFE_DAYS = 180;
/** Of a reader who has liked papers for long, after this share of that time. */
const HALF_LIFE_SHARE = 3 / 8;

/** The deeds that are learned from. */
export interface Likes {
  /** Liked ones first. Their vectors hold until the next reader. */
  readonly papers: SeenPapers;
  /** Number among all deeds, by row. */
  readonly deeds: Uint32Array;
  readonly liked: number;
  /** What each says, by row: its weight, faded. */
  readonly weights: Float32Array;
}

/** Chooses among deeds, lets them fade, and packs them. */
export function gatherLikes(room: Room, deeds: readonly Deed[]): Likes {
  const strengths = fade(deeds);
  const strongest = (isLiked: boolean, most: number) =>
    [...deeds.keys()]
      .filter((at) => deeds[at]!.isLiked === isLiked && strengths[at]! > 0)
      .sort((a, b) => strengths[b]! - strengths[a]! || a - b)
      .slice(0, most);
  const liked = strongest(true, MOST_LIKED);
  const kept = [...liked, ...strongest(false, MOST_DISLIKED)];
  const papers = packPapers(kept.map((at) => deeds[at]!.paper));
  room.centre.move(papers, room.deeds);
  return {
    papers: { papers, dense: room.deeds },
    deeds: Uint32Array.from(kept),
    liked: liked.length,
    weights: Float32Array.from(kept, (at) => strengths[at]!),
  };
}

/**
 * What each deed says now. The half-life follows the reader's own pace: someone who likes a paper
 * a month has not forgotten all of last year.
 */
function fade(deeds: readonly Deed[]): Float32Array {
  const ages = deeds.filter(({ isLiked }) => isLiked).map(({ ageDays }) => ageDays);
  const youngest = ages.reduce((least, age) => Math.min(least, age), ages[0] ?? 0);
  const oldest = ages.reduce((most, age) => Math.max(most, age), 0);
  const halfLife = Math.max(HALF_LIFE_DAYS, (oldest - youngest) * HALF_LIFE_SHARE);
  return Float32Array.from(deeds, ({ weight, ageDays }) => {
    const age = Math.max(0, ageDays - youngest);
    return weight * 2 ** (-age / halfLife);
  });
}
