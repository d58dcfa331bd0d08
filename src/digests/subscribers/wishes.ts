import { cadences, type NamedSubject, type Schedule } from "#picks";
import { AppError, createId } from "#platform";
import type { DigestWish } from "../digests.ts";
import type { DigestRow } from "./store.ts";

const MOST_PAPERS = 50;

/** @throws AppError `invalid` when a schedule, a number of papers or a route can not be one. */
export function checkWish({ schedule, papers, route }: Omit<DigestWish, "subject">): void {
  checkSchedule(schedule);
  if (!Number.isInteger(papers) || papers < 1 || papers > MOST_PAPERS) {
    throw new AppError("invalid", `A digest holds 1 to ${MOST_PAPERS} papers`);
  }
  if (route !== "mail" && route !== "feed") {
    throw new AppError("invalid", "A digest comes by mail or as a feed");
  }
}

function checkSchedule({ cadence, weekday, hour, timeZone }: Schedule): void {
  if (!cadences.includes(cadence)) {
    throw new AppError("invalid", "A digest comes daily, on weekdays, weekly or at once");
  }
  if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) {
    throw new AppError("invalid", "The weekday is a number from 1 (Monday) to 7");
  }
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) {
    throw new AppError("invalid", "The hour is a number from 0 to 23");
  }
  if (timeZone === "") throw new AppError("invalid", "The time zone is missing");
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch {
    throw new AppError("invalid", "The time zone is a name such as Europe/Berlin");
  }
}

type NamedWish = Omit<DigestWish, "subject"> & { readonly subject: NamedSubject };

/** The row of a digest that has made nothing yet. */
export function newDigest(
  subscriberId: string,
  wish: NamedWish,
  { state, now }: { readonly state: "asked" | "active"; readonly now: Date },
): DigestRow {
  const instant = now.toISOString();
  return {
    digest_id: createId(),
    subscriber_id: subscriberId,
    ...wishColumns(wish),
    state,
    created_at: instant,
    active_since: instant,
    next_due_at: null,
    covered_until: null,
    looked_until: null,
  };
}

/** The columns of a digest that say what it is of, when and how it comes. */
export function wishColumns(wish: NamedWish) {
  const { subject, schedule, papers, route } = wish;
  return {
    subject_kind: subject.kind,
    subject_target: subject.target,
    subject_label: subject.label,
    cadence: schedule.cadence,
    weekday: schedule.weekday,
    hour: schedule.hour,
    time_zone: schedule.timeZone,
    papers,
    route,
  };
}
