import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type EditionReader,
  type Period,
  periodEnd,
  periodKind,
  periodsOfDay,
  shiftPeriod,
} from "#editions";
import { AppError, dayOf } from "#platform";
import { firstAtHour } from "./due-time.ts";
import type { Audience, LedgerStore } from "./store.ts";

const HOUR_MS = 3_600_000;
/** A digest that is later than this is not sent: it would be yesterday's news. */
export const EXPIRES_AFTER_MS = 12 * HOUR_MS;
/** Rows are written for what fell due in this time, so that an outage leaves a trace. */
const LOOK_BACK_MS = 48 * HOUR_MS;
/** No hour of any clock is later than this after a period has ended. */
const LATEST_AFTER_END_MS = 27 * HOUR_MS;

export interface FillParts {
  readonly store: LedgerStore;
  readonly editions: Pick<EditionReader, "get">;
  /** In which a day begins and ends. */
  readonly timeZone: string;
  /** Of Message-IDs. */
  readonly domain: string;
}

/** Cadence, kind of edition, and how many that are over may be due or just expired. */
const cadences = [
  { cadence: "daily", kind: "day", candidates: 4 },
  { cadence: "weekly", kind: "week", candidates: 2 },
] as const;

/** Writes the rows of everything that is due at `now`; rows that are there stay as they are. */
export async function fillLedger(parts: FillParts, now: Date): Promise<void> {
  const today = periodsOfDay(dayOf(now, parts.timeZone));
  for (const { cadence, kind, candidates } of cadences) {
    for (let back = 1; back <= candidates; back++) {
      await fillPeriod(parts, shiftPeriod(today[kind], -back), { cadence, now });
    }
  }
}

async function fillPeriod(
  parts: FillParts,
  period: Period,
  due: { cadence: string; now: Date },
): Promise<void> {
  const end = periodEnd(period, parts.timeZone);
  const oldest = new Date(due.now.getTime() - LOOK_BACK_MS);
  if (end.getTime() + LATEST_AFTER_END_MS <= oldest.getTime()) return;
  const schedules = await parts.store.listOpenSchedules(due.cadence, period);
  const ripe = schedules
    .map((schedule) => ({
      ...schedule,
      dueAt: firstAtHour(end, schedule.hour, schedule.time_zone),
    }))
    .filter(({ dueAt }) => dueAt <= due.now && dueAt > oldest);
  if (ripe.length === 0 || !(await hasPapers(parts, period))) return;
  for (const { time_zone: timeZone, hour, dueAt } of ripe) {
    const instant = dueAt.toISOString();
    const audience = { cadence: due.cadence, timeZone, hour, confirmedBy: instant };
    await parts.store.fill(period, audience, { dueAt: instant, domain: parts.domain });
    // Many hours may fall due at once, and the pages want their turn in between.
    await nextTurn();
  }
}

/**
 * Writes the rows of one edition, due at `now`, on the word of the operator; what has expired
 * is due again, what was sent stays sent.
 *
 * @throws AppError `not_found` when the edition has no papers.
 */
export async function fillOnDemand(
  parts: FillParts,
  period: Period,
  options: { readonly now: Date; readonly subscriberId?: string },
): Promise<void> {
  if (!(await hasPapers(parts, period))) {
    throw new AppError(
      "not_found",
      `There are no papers in ${period}, so there is no digest of it`,
    );
  }
  const instant = options.now.toISOString();
  await parts.store.fill(period, audienceOf(period, options.subscriberId), {
    dueAt: instant,
    domain: parts.domain,
  });
  await parts.store.revive(period, instant, options.subscriberId);
}

/** A named reader gets any edition; all readers get those of their cadence. */
function audienceOf(period: Period, subscriberId: string | undefined): Audience {
  if (subscriberId) return { subscriberId };
  const cadence = cadences.find((candidate) => candidate.kind === periodKind(period))?.cadence;
  return cadence ? { cadence } : {};
}

async function hasPapers(parts: FillParts, period: Period): Promise<boolean> {
  return (await parts.editions.get(period, { limit: 1 })).total > 0;
}
