import { setImmediate } from "node:timers/promises";
import type { PaperId } from "#papers";
import { addDays, type Clock, type Database, type Day, dayOf } from "#platform";
import {
  arrange,
  explainTrend,
  noSignals,
  type TrendExplanation,
  type TrendingWindow,
  trendingWindows,
} from "#ranking";
import type { Period } from "../edition.ts";
import { periodEnd } from "../period-end.ts";
import { type ContentNote, type Contents, createContents } from "./contents.ts";
import { type Gains, loadGains } from "./gains.ts";
import { readHot } from "./hot.ts";
import type { TrendingSources } from "./sources.ts";
import { type CandidateRow, listByIds, listFirstOfDays, sumOfDay } from "./store.ts";
import type { TrendingList, TrendingReader } from "./trending.ts";

interface TrendingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: string;
  /** Absent where nobody asks what is trending, as in a worker. */
  readonly sources?: TrendingSources | undefined;
}

/** Papers of these many days are candidates, and whatever was voted for in the window. */
const CANDIDATE_DAYS = 31;
/** Of each day, by votes and then by the prior. */
const CANDIDATES_PER_DAY = 40;
/** Places that a list has. */
const MAX_PLACES = 200;
const DEFAULT_LIMIT = 50;
const MS_PER_HOUR = 3_600_000;
/** How long a list stands: while nothing changed, and at least, however much changes. */
const MOST_AGE_MS: Readonly<Record<TrendingWindow, number>> = {
  "1d": 60_000,
  "7d": 300_000,
  "30d": 900_000,
};
const LEAST_AGE_MS = 5_000;
const USUAL_AGE_MS = 600_000;

/** A list as it was worked out, and what single papers are explained by. */
interface Worked {
  readonly atMs: number;
  readonly change: number;
  readonly list: TrendingList;
  readonly explanations: ReadonlyMap<PaperId, TrendExplanation>;
}

export function createTrending(parts: TrendingParts): TrendingReader {
  const { sources, clock } = parts;
  if (!sources) return nothingTrends(parts);
  const contents = createContents(sources);
  const usual = createUsual(parts.database);
  const known = new Map<TrendingWindow, Promise<Worked>>();

  async function current(window: TrendingWindow): Promise<Worked> {
    const before = known.get(window);
    const worked = await before?.catch(() => undefined);
    const change = await sources!.papers.lastChange();
    const ageMs = worked ? clock.now().getTime() - worked.atMs : Number.POSITIVE_INFINITY;
    const leastAgeMs = worked?.change === change ? MOST_AGE_MS[window] : LEAST_AGE_MS;
    if (worked && ageMs >= 0 && ageMs < leastAgeMs) return worked;
    // Someone else may have begun meanwhile.
    const begun = known.get(window);
    if (begun && begun !== before) return begun;
    const work = workOut(parts, { sources: sources!, contents, usual, window, change });
    known.set(window, work);
    return work;
  }

  return {
    async trending({ window = "1d", limit = DEFAULT_LIMIT, offset = 0 } = {}) {
      const { list } = await current(window);
      return { ...list, entries: list.entries.slice(offset, offset + limit) };
    },
    hot: (page = {}) => readHot(parts, page),
    async trendOf(paperId, window = "1d") {
      const { explanations } = await current(window);
      return explanations.get(paperId);
    },
  };
}

function nothingTrends(parts: TrendingParts): TrendingReader {
  return {
    trending: async ({ window = "1d" } = {}) => {
      return { window, at: parts.clock.now().toISOString(), total: 0, entries: [] };
    },
    hot: (page = {}) => readHot(parts, page),
    trendOf: async () => undefined,
  };
}

interface Work {
  readonly sources: TrendingSources;
  readonly contents: Contents;
  readonly usual: ReturnType<typeof createUsual>;
  readonly window: TrendingWindow;
  readonly change: number;
}

async function workOut(parts: TrendingParts, work: Work): Promise<Worked> {
  const { database, clock, timeZone } = parts;
  const { window, change, sources, contents } = work;
  const now = clock.now();
  const today = dayOf(now, timeZone);
  const days = Array.from({ length: CANDIDATE_DAYS }, (_, back) => addDays(today, -back));
  const recent = await listFirstOfDays(database, days, CANDIDATES_PER_DAY);
  const candidates = recent.map((row) => row.paper_id as PaperId);
  const windowHours = trendingWindows[window];
  const gains = await loadGains(sources, { now, windowHours, candidates });
  const rows = [...recent, ...(await listRevived(database, recent, gains))];
  const notes = await contents.notesOf(rows.map((row) => row.paper_id as PaperId));
  const level = await work.usual(now, today);
  const ageOf = createAges(now, timeZone);
  const explain = (row: CandidateRow, note: ContentNote) => {
    const paperId = row.paper_id as PaperId;
    const ageHours = ageOf(row.day as Day);
    const { signals, counted } = gains.of(paperId, ageHours);
    return explainTrend({
      window,
      ageHours,
      usual: level * note.factor,
      gained: signals,
      before: { ...noSignals, votes: Math.max(0, row.upvotes - counted) },
    });
  };
  const explained = rows.flatMap((row) => {
    const note = notes.get(row.paper_id as PaperId);
    if (!note || note.isWithdrawn || row.day > today) return [];
    return [{ id: row.paper_id as PaperId, groups: note.groups, trend: explain(row, note) }];
  });
  const entries = arrange(explained, today)
    .slice(0, MAX_PLACES)
    .map(({ candidate, isDrawn }, index) => ({
      paperId: candidate.id,
      rank: index + 1,
      explanation: candidate.trend,
      isDrawn,
    }));
  const list = { window, at: now.toISOString(), total: entries.length, entries };
  const explanations = new Map(explained.map(({ id, trend }) => [id, trend]));
  return { atMs: now.getTime(), change, list, explanations };
}

/** Papers voted for in the window that are no candidates by their day. */
async function listRevived(
  database: Database,
  recent: readonly CandidateRow[],
  gains: Gains,
): Promise<CandidateRow[]> {
  const present = new Set(recent.map((row) => row.paper_id));
  const others = gains.voted.filter((id) => !present.has(id));
  return others.length > 0 ? listByIds(database, others) : [];
}

/**
 * Votes that a paper of this site gets in all: the mean of a month, and one vote for one paper.
 * It changes slowly, and adding up a month is dear: ten minutes old is good enough.
 */
function createUsual(database: Database): (now: Date, today: Day) => Promise<number> {
  let known: { readonly atMs: number; readonly level: number } | undefined;
  return async (now, today) => {
    const atMs = now.getTime();
    if (known && Math.abs(atMs - known.atMs) < USUAL_AGE_MS) return known.level;
    const all = { votes: 0, papers: 0 };
    for (let back = 1; back <= CANDIDATE_DAYS; back++) {
      const { votes, papers } = await sumOfDay(database, addDays(today, -back));
      all.votes += votes;
      all.papers += papers;
      // Others are served between two days.
      await setImmediate();
    }
    known = { atMs, level: (all.votes + 1) / (all.papers + 1) };
    return known.level;
  };
}

/** Hours since a day began in the zone of the site. */
function createAges(now: Date, timeZone: string): (day: Day) => number {
  const ages = new Map<Day, number>();
  return (day) => {
    const known = ages.get(day);
    if (known !== undefined) return known;
    const begun = periodEnd(addDays(day, -1) as string as Period, timeZone);
    const age = Math.max(0, (now.getTime() - begun.getTime()) / MS_PER_HOUR);
    ages.set(day, age);
    return age;
  };
}
