import type { Gram } from "../likeness/gram.ts";
import type { LinearModel, MatchCurve } from "../reader-model.ts";
import type { Room } from "../room.ts";
import { type Examples, fitSvm } from "./dual-svm.ts";
import type { Likes } from "./likes.ts";
import { fitMatchCurve } from "./match-curve.ts";
import { sumPlane } from "./plane.ts";

/** Of the three passes more, none ranks better. */
const SVM = { cost: 1, maxPasses: 4, tolerance: 0.05 };
/** Others as near to a like as that are the same paper. */
const SAME_PAPER = 0.98;
/** Ratings needed for a curve, and of each kind. */
const RATINGS_FOR_MATCH = 30;
const OF_EACH_KIND = 5;
const FOLDS = 3;

export interface Fitted {
  readonly plane: LinearModel;
  readonly bias: number;
  readonly match?: MatchCurve;
}

/** What a plane is fitted to: the deeds, how alike they and the others are, and their weights. */
export interface FitInput {
  readonly likes: Likes;
  /** The deeds first, then the others of the room. */
  readonly gram: Gram;
  /** By row of the deeds; 0 leaves one out. */
  readonly weights: Float32Array;
}

/** Parts what is liked from what is disliked, and from papers that nothing was said of. */
export function fitPlane(room: Room, input: FitInput): Fitted {
  const { likes, gram } = input;
  const examples = gatherExamples(input);
  const duals = fitSvm(gram, examples, SVM);
  const count = likes.papers.papers.count;
  const shares = new Float64Array(gram.size);
  for (let at = 0; at < duals.length; at += 1) shares[examples.rows[at]!] = duals[at]!;
  const plane = sumPlane(room, {
    own: likes.papers,
    ofOwn: shares.subarray(0, count),
    ofOthers: shares.subarray(count),
  });
  const bias = duals.reduce((sum, dual) => sum + dual, 0);
  const match = calibrate(input, examples);
  return { plane, bias, ...(match && { match }) };
}

function gatherExamples({ likes, gram, weights }: FitInput): Examples {
  const count = likes.papers.papers.count;
  const rows = new Uint32Array(gram.size);
  const signs = new Int8Array(gram.size);
  const costs = new Float32Array(gram.size);
  let kept = 0;
  for (let row = 0; row < gram.size; row += 1) {
    const isDeed = row < count;
    if (isDeed ? weights[row]! <= 0 : isAmongLikes(gram, likes.liked, row)) continue;
    rows[kept] = row;
    signs[kept] = row < likes.liked ? 1 : -1;
    costs[kept] = isDeed ? weights[row]! : 1;
    kept += 1;
  }
  return {
    rows: rows.subarray(0, kept),
    signs: signs.subarray(0, kept),
    weights: costs.subarray(0, kept),
  };
}

function isAmongLikes({ stride, values }: Gram, liked: number, other: number): boolean {
  const start = other * stride;
  const least = SAME_PAPER * values[start + other]!;
  if (least <= 0) return false;
  for (let row = start; row < start + liked; row += 1) if (values[row]! > least) return true;
  return false;
}

/**
 * A curve over what the reader has rated. Each third is scored by a plane fitted without it, so
 * that the curve holds for papers not seen yet.
 */
function calibrate({ likes, gram }: FitInput, examples: Examples): MatchCurve | undefined {
  const count = likes.papers.papers.count;
  const { rows, signs } = examples;
  const rated = [...rows.keys()].filter((at) => rows[at]! < count);
  const liked = rated.filter((at) => signs[at]! > 0).length;
  const isEnough = Math.min(liked, rated.length - liked) >= OF_EACH_KIND;
  if (rated.length < RATINGS_FOR_MATCH || !isEnough) return undefined;
  const scores = new Float64Array(rated.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const kept = without(examples, (row) => row < count && row % FOLDS === fold);
    const duals = fitSvm(gram, kept, SVM);
    rated.forEach((at, place) => {
      if (rows[at]! % FOLDS === fold) scores[place] = scoreRow(gram, rows[at]!, kept.rows, duals);
    });
  }
  return fitMatchCurve(scores, (place) => signs[rated[place]!]! > 0);
}

function without({ rows, signs, weights }: Examples, isOut: (row: number) => boolean): Examples {
  const kept = [...rows.keys()].filter((at) => !isOut(rows[at]!));
  return {
    rows: Uint32Array.from(kept, (at) => rows[at]!),
    signs: Int8Array.from(kept, (at) => signs[at]!),
    weights: Float32Array.from(kept, (at) => weights[at]!),
  };
}

function scoreRow(
  { stride, values }: Gram,
  row: number,
  rows: Uint32Array,
  duals: Float64Array,
): number {
  let score = 0;
  rows.forEach((other, at) => {
    score += duals[at]! * (values[row * stride + other]! + 1);
  });
  return score;
}
