import type { PaperId, TallyReading } from "#papers";
import { type AttentionSignals, grown, grownBetween } from "#ranking";
import type { TrendingSources, WeighedVote } from "./sources.ts";

const MS_PER_HOUR = 3_600_000;
const HOURS_OF_STARS = 168;
/** How much earlier than the window a reading may be, to say what stood at its start. */
const LOOK_BACK_HOURS = 240;

/** What came to papers within a window. */
export interface Gains {
  /** @param ageHours of the paper now: where no reading says what stood before, it does. */
  of(paperId: PaperId, ageHours: number): Gain;
  /** Papers that got a vote here. */
  readonly voted: readonly PaperId[];
}

interface Gain {
  readonly signals: AttentionSignals;
  /** Of the upvotes that count in editions; a vote counts there whole or not at all. */
  readonly counted: number;
}

interface GainsRequest {
  readonly now: Date;
  readonly windowHours: number;
  readonly candidates: readonly PaperId[];
}

export async function loadGains(
  sources: TrendingSources,
  { now, windowHours, candidates }: GainsRequest,
): Promise<Gains> {
  const start = before(now, windowHours);
  const [votes, readings, commenters] = await Promise.all([
    sources.votesSince(start),
    sources.papers.tallyReadings(before(now, windowHours + LOOK_BACK_HOURS), candidates),
    sources.commentersSince?.(start) ?? new Map<PaperId, number>(),
  ]);
  const own = addVotes(votes);
  const byPaper = Map.groupBy(readings, (reading) => reading.paperId);
  const starStart = before(now, Math.min(windowHours, HOURS_OF_STARS));
  return {
    voted: [...own.keys()],
    of(paperId, ageHours) {
      const ofPaper = byPaper.get(paperId) ?? [];
      const ofVotes = own.get(paperId) ?? { weight: 0, counted: 0 };
      const elsewhere = upvotesGained(ofPaper, { start, windowHours, ageHours });
      return {
        signals: {
          votes: ofVotes.weight + elsewhere,
          commenters: commenters.get(paperId) ?? 0,
          stars: gainedSince(ofPaper, starStart, "stars") ?? 0,
        },
        counted: ofVotes.counted + elsewhere,
      };
    },
  };
}

function addVotes(votes: readonly WeighedVote[]) {
  const sums = new Map<PaperId, { weight: number; counted: number }>();
  for (const { paperId, weight } of votes) {
    if (weight === 0) continue;
    const sum = sums.get(paperId) ?? { weight: 0, counted: 0 };
    sums.set(paperId, { weight: sum.weight + weight, counted: sum.counted + 1 });
  }
  return sums;
}

function before(now: Date, hours: number): string {
  return new Date(now.getTime() - hours * MS_PER_HOUR).toISOString();
}

/**
 * Upvotes at the sources: what the last reading shows above the last one before the window.
 * Where the first reading lies within it, its share of the window is taken from the curve.
 */
function upvotesGained(
  readings: readonly TallyReading[],
  { start, windowHours, ageHours }: { start: string; windowHours: number; ageHours: number },
): number {
  const last = readings.at(-1);
  if (!last) return 0;
  const gained = gainedSince(readings, start, "upvotes");
  if (gained !== undefined) return gained;
  const share = grown(ageHours);
  return share === 0 ? 0 : (last.upvotes * grownBetween(ageHours - windowHours, ageHours)) / share;
}

/** @returns `undefined` when no reading says what stood at `start`. */
function gainedSince(
  readings: readonly TallyReading[],
  start: string,
  name: "upvotes" | "stars",
): number | undefined {
  // A source that does not count stars says 0 of them.
  const known = name === "stars" ? readings.filter((reading) => reading.stars > 0) : readings;
  const base = known.findLast((reading) => reading.seenAt <= start);
  const last = readings.at(-1);
  return base && last ? Math.max(0, last[name] - base[name]) : undefined;
}
