import { createId } from "#platform";
import type { LearnedInterest } from "../learning/index.ts";
import type { Interest } from "../recommendations.ts";

/** Two clusters are one interest when they share this part of their words. */
const SAME = 0.3;

/** What the reader has said of the kept interest whose words these are; 0 when muted. */
export function weightOf(words: readonly string[], kept: readonly Interest[]): number {
  const same = nearest(words, kept);
  if (!same) return 1;
  return same.isMuted ? 0 : same.weight;
}

/** Gives what was learned anew the ids, names and weights it had. */
export function renewLearned(
  learned: readonly LearnedInterest[],
  kept: readonly Interest[],
): Interest[] {
  const left = [...kept];
  return learned.map(({ words, deeds }) => {
    const same = nearest(words, left);
    if (same) left.splice(left.indexOf(same), 1);
    const isNamed = same !== undefined && same.label !== labelOf(same.words);
    return {
      id: same?.id ?? createId(),
      origin: "learned",
      kind: "topic",
      target: words.join(" "),
      label: isNamed ? same.label : labelOf(words),
      words,
      weight: same?.weight ?? 1,
      isMuted: same?.isMuted ?? false,
      papers: deeds.length,
    };
  });
}

function labelOf(words: readonly string[]): string {
  return words.slice(0, 3).join(", ");
}

function nearest(words: readonly string[], kept: readonly Interest[]): Interest | undefined {
  const shares = kept.map((one) => ({ one, share: overlap(words, one.words) }));
  const best = shares.sort((a, b) => b.share - a.share)[0];
  return best && best.share >= SAME ? best.one : undefined;
}

/** Of the shorter list, the part that is in the other. */
function overlap(one: readonly string[], other: readonly string[]): number {
  const words = new Set(other);
  const shared = one.filter((word) => words.has(word)).length;
  return shared / Math.max(1, Math.min(one.length, other.length));
}
