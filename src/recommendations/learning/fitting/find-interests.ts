import type { Gram } from "../likeness/gram.ts";
import { termsOf } from "../likeness/terms.ts";
import { bestRows } from "../ranking/best-rows.ts";
import type { LearnedInterest } from "../reader-model.ts";
import type { Room } from "../room.ts";
import { clusterRows } from "./cluster.ts";
import type { Likes } from "./likes.ts";
import { tellingWords } from "./telling-words.ts";

const MOST_INTERESTS = 4;
const LIKES_EACH = 6;
/** Fewer liked papers than this are no interest, but chance. */
const FEWEST_LIKES = 2;
const WORDS = 6;
/** Looked at for words: the papers nearest to the middle, their heavy terms, the first of all. */
const PAPERS_LOOKED_AT = 12;
const LEAST_WEIGHT = 0.05;
const TERMS_LOOKED_AT = 24;

/** An interest with the rows of its likes. */
export interface FoundInterest extends Omit<LearnedInterest, "weight"> {
  readonly rows: readonly number[];
}

/** What the liked papers have in common, in up to four interests, the largest first. */
export function findInterests(room: Room, likes: Likes, gram: Gram): FoundInterest[] {
  const most = Math.max(1, Math.min(MOST_INTERESTS, Math.floor(likes.liked / LIKES_EACH)));
  return clusterRows(gram, likes.liked, most)
    .filter(({ length }) => length >= FEWEST_LIKES)
    .sort((one, other) => other.length - one.length)
    .map((members) => {
      const rows = nearestFirst(gram, members);
      return {
        rows,
        deeds: rows.map((row) => likes.deeds[row]!),
        words: wordsOf(room, likes, rows),
      };
    });
}

function nearestFirst({ stride, values }: Gram, members: readonly number[]): number[] {
  const nearness = new Map(
    members.map((row) => [
      row,
      members.reduce((sum, other) => sum + values[row * stride + other]!, 0),
    ]),
  );
  return [...members].sort((a, b) => nearness.get(b)! - nearness.get(a)! || a - b);
}

/** Terms that weigh most in its papers. */
function wordsOf(room: Room, likes: Likes, members: readonly number[]): string[] {
  const { labels } = room.vocabulary;
  const sums = room.weights;
  const found: number[] = [];
  for (const row of members.slice(0, PAPERS_LOOKED_AT)) {
    const { terms, weights } = termsOf(likes.papers.papers, row);
    for (let at = 0; at < terms.length; at += 1) {
      if (weights[at]! < LEAST_WEIGHT) continue;
      const term = terms[at]!;
      if (sums[term] === 0) found.push(term);
      sums[term]! += weights[at]!;
    }
  }
  const summed = new Float32Array(found.length);
  found.forEach((term, at) => {
    summed[at] = sums[term]!;
    sums[term] = 0;
  });
  const heaviest = bestRows(summed, TERMS_LOOKED_AT);
  return tellingWords(
    heaviest.map((at) => ({ label: labels[found[at]!]!, weight: summed[at]! })),
    WORDS,
  );
}
