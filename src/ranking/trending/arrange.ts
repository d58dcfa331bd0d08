import { tieBreak } from "../tie-break.ts";
import { grown } from "./growth.ts";
import { createNumbers, drawGamma } from "./numbers.ts";
import { posterior, type TrendExplanation } from "./trend.ts";

/** The rules for the top of a list, so that it is not one group's, and not the known ones' alone. */
export const arrangement = {
  /** Papers of one first author, or of one organisation, among the first ten. */
  mostPerGroup: 2,
  groupedPlaces: 10,
  /** Among the first twenty, for papers that few have seen. */
  littleSeenPlaces: [13, 18],
  /** Papers with less than this share of the usual attention so far are little seen. */
  littleSeenShare: 0.5,
} as const;

/** One candidate for a list. */
export interface TrendCandidate {
  readonly id: string;
  readonly trend: TrendExplanation;
  /** First author and organisations; empty when unknown. */
  readonly groups: readonly string[];
}

export interface ArrangedPaper<Candidate> {
  readonly candidate: Candidate;
  /** Drawn for one of the places that are kept for the little-seen. */
  readonly isDrawn: boolean;
}

/**
 * The order of a list: by score; ties by the hash of the day; no more than two of one group in
 * the top ten; two of the top twenty drawn among the little-seen, the same ones all day.
 *
 * @param day seeds the draw and the ties.
 */
export function arrange<Candidate extends TrendCandidate>(
  candidates: readonly Candidate[],
  day: string,
): ArrangedPaper<Candidate>[] {
  const sorted = candidates
    .map((candidate) => ({ candidate, tie: tieBreak(day, candidate.id) }))
    .sort(
      (one, other) =>
        other.candidate.trend.score - one.candidate.trend.score || one.tie - other.tie,
    )
    .map(({ candidate }) => candidate);
  const spread = spreadGroups(sorted);
  const drawn = drawLittleSeen(spread, day);
  const rest = spread.filter((candidate) => !drawn.includes(candidate));
  const arranged = rest.map((candidate) => ({ candidate, isDrawn: false }));
  for (const [index, candidate] of drawn.entries()) {
    const place = arrangement.littleSeenPlaces[index]!;
    arranged.splice(place - 1, 0, { candidate, isDrawn: true });
  }
  return arranged;
}

/** Takes the next best whose groups are not full yet; those passed over follow after the ten. */
function spreadGroups<Candidate extends TrendCandidate>(sorted: readonly Candidate[]): Candidate[] {
  const counts = new Map<string, number>();
  const top: Candidate[] = [];
  const passed: Candidate[] = [];
  for (const candidate of sorted) {
    const isFull = candidate.groups.some(
      (group) => (counts.get(group) ?? 0) >= arrangement.mostPerGroup,
    );
    if (top.length >= arrangement.groupedPlaces || isFull) {
      passed.push(candidate);
      continue;
    }
    for (const group of candidate.groups) counts.set(group, (counts.get(group) ?? 0) + 1);
    top.push(candidate);
  }
  return [...top, ...passed];
}

/** Thompson sampling: each is drawn from its own distribution, and the highest draws win. */
function drawLittleSeen<Candidate extends TrendCandidate>(
  ordered: readonly Candidate[],
  day: string,
): Candidate[] {
  const places = arrangement.littleSeenPlaces;
  if (ordered.length < places[places.length - 1]!) return [];
  const shares = ordered.map(({ trend }) => grown(trend.ageHours)).sort((a, b) => a - b);
  const usualShare = shares[Math.floor(shares.length / 2)]!;
  return ordered
    .slice(places[0] - 1)
    .filter(({ trend }) => isLittleSeen(trend, usualShare))
    .map((candidate) => ({ candidate, draw: thompson(candidate, day) }))
    .sort((one, other) => other.draw - one.draw)
    .slice(0, places.length)
    .map(({ candidate }) => candidate);
}

/** Nobody has voted for it, or it has had less than half the time of the usual candidate. */
function isLittleSeen({ gained, before, ageHours }: TrendExplanation, usualShare: number): boolean {
  return gained.sum + before < 1 || grown(ageHours) < arrangement.littleSeenShare * usualShare;
}

function thompson({ id, trend }: TrendCandidate, day: string): number {
  const votes = trend.gained.sum + trend.before;
  const { shape, rate } = posterior(votes, grown(trend.ageHours), trend.usual);
  return (drawGamma(shape, createNumbers(`${day} ${id}`)) / rate) * trend.share;
}
