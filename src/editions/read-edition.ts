import { AppError, type Clock, type Database, dayOf } from "#platform";
import { listChosen } from "./choosing/list-chosen.ts";
import { listChoices } from "./choosing/store.ts";
import type { Edition, EditionPage, Period } from "./edition.ts";
import { listFrozen, listPlaced } from "./paging/store.ts";
import { periodKind, periodsOfDay } from "./period.ts";
import { periodEnd } from "./period-end.ts";
import { findEdition, findEnd } from "./store.ts";

const DEFAULT_LIMIT = 50;

interface ReadingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: string;
}

/** An edition with one page of its entries and the way to its neighbours. */
export async function readEdition(
  parts: ReadingParts,
  period: Period,
  asked: EditionPage,
): Promise<Edition> {
  const { sort = "votes", limit = DEFAULT_LIMIT, offset = 0 } = asked;
  if (limit < 0 || offset < 0) {
    throw new AppError(
      "invalid",
      "A page of an edition can not begin or end before its first paper",
    );
  }
  const { database } = parts;
  const row = await findEdition(database, period);
  const isFrozen = row !== undefined && row.frozen_at !== null;
  const choices = row && !isFrozen ? await listChoices(database.kysely, period) : [];
  const page = { sort, limit, offset };
  const list = isFrozen ? listFrozen : choices.length > 0 ? listChosen(choices) : listPlaced;
  const rows = row ? await list(database, period, page) : [];
  const dropped = choices.filter((choice) => choice.kind === "drop").length;
  return {
    period,
    kind: periodKind(period),
    status: isFrozen ? "frozen" : "open",
    total: (row?.papers ?? 0) - dropped,
    lateArrivals: row?.late_arrivals ?? 0,
    entries: rows.map((entry, index) => ({ ...entry, rank: offset + index + 1 })),
    ...(isFrozen
      ? { frozenAt: row.frozen_at as string, contentHash: row.content_hash as string }
      : closing(parts, period)),
    ...(await neighbours(parts, period)),
  };
}

function closing({ clock, timeZone }: ReadingParts, period: Period): { closesAt?: string } {
  const end = periodEnd(period, timeZone);
  return end > clock.now() ? { closesAt: end.toISOString() } : {};
}

async function neighbours(
  { database, clock, timeZone }: ReadingParts,
  period: Period,
): Promise<{ previous?: Period; next?: Period }> {
  const kind = periodKind(period);
  const until = periodsOfDay(dayOf(clock.now(), timeZone))[kind];
  const previous = await findEnd(database, { kind, before: period, until }, "last");
  const next = await findEnd(database, { kind, after: period, until }, "first");
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}
