import type { MatchCurve } from "../reader-model.ts";

const MAX_STEPS = 60;
const SMALLEST_STEP = 1e-6;
const RIDGE = 1e-9;

/**
 * Fits a curve from scores to chances (Platt 1999, with the Newton steps of Lin, Lin & Weng
 * 2007). Targets are drawn towards the middle by one rating of each kind.
 */
export function fitMatchCurve(
  scores: ArrayLike<number>,
  isLiked: (at: number) => boolean,
): MatchCurve {
  const count = scores.length;
  let liked = 0;
  for (let at = 0; at < count; at += 1) if (isLiked(at)) liked += 1;
  const [high, low] = [(liked + 1) / (liked + 2), 1 / (count - liked + 2)];
  const target = (at: number) => (isLiked(at) ? high : low);
  let curve: MatchCurve = { slope: 0, offset: Math.log((count - liked + 1) / (liked + 1)) };
  let loss = lossOf(curve, scores, target);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const direction = newtonStep(curve, scores, target);
    if (!direction) break;
    let length = 1;
    for (; length > SMALLEST_STEP; length /= 2) {
      const next = {
        slope: curve.slope + length * direction.slope,
        offset: curve.offset + length * direction.offset,
      };
      const nextLoss = lossOf(next, scores, target);
      if (nextLoss < loss) {
        [curve, loss] = [next, nextLoss];
        break;
      }
    }
    if (length <= SMALLEST_STEP) break;
  }
  return curve;
}

/** The chance of a like, 0–1. */
export function matchOf({ slope, offset }: MatchCurve, score: number): number {
  return 1 / (1 + Math.exp(slope * score + offset));
}

function lossOf(
  { slope, offset }: MatchCurve,
  scores: ArrayLike<number>,
  target: (at: number) => number,
): number {
  let loss = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const exponent = slope * scores[at]! + offset;
    const soft = Math.log1p(Math.exp(-Math.abs(exponent)));
    loss += target(at) * exponent + soft + Math.max(0, -exponent);
  }
  return loss;
}

function newtonStep(
  curve: MatchCurve,
  scores: ArrayLike<number>,
  target: (at: number) => number,
): MatchCurve | undefined {
  let [h11, h22, h21, g1, g2] = [RIDGE, RIDGE, 0, 0, 0];
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at]!;
    const chance = matchOf(curve, score);
    const spread = chance * (1 - chance);
    h11 += score * score * spread;
    h22 += spread;
    h21 += score * spread;
    g1 += score * (target(at) - chance);
    g2 += target(at) - chance;
  }
  if (Math.abs(g1) < 1e-5 && Math.abs(g2) < 1e-5) return undefined;
  const determinant = h11 * h22 - h21 * h21;
  return {
    slope: -(h22 * g1 - h21 * g2) / determinant,
    offset: -(-h21 * g1 + h11 * g2) / determinant,
  };
}
