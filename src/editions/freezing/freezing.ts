import { AppError, type Database } from "#platform";
import { contentHash } from "../content-hash.ts";
import type { Period } from "../edition.ts";
import { isOver, periodEnd } from "../period-end.ts";
import { writeEditions } from "../placing/store.ts";
import { findEdition, listOpenEditions } from "../store.ts";
import * as store from "./store.ts";

export interface FreezingParts {
  readonly database: Database;
  readonly timeZone: string;
  readonly freezeAfterHours: number;
}

/** Writes the entries, their hash and the mark that the edition is frozen, or none of them. */
export async function freeze(
  { database, timeZone }: FreezingParts,
  period: Period,
  now: Date,
): Promise<void> {
  await writeEditions(database, async (transaction) => {
    const row = await store.findEditionRow(transaction, period);
    if (!row) throw new AppError("not_found", `No papers came for ${period}; nothing to freeze`);
    if (row.frozen_at !== null) return;
    if (!isOver(period, now, timeZone)) throw notOver(period, timeZone);
    await store.copyPlacements(transaction, period);
    const entries = await store.listFrozenEntries(transaction, period);
    await store.saveFreeze(transaction, period, {
      papers: entries.length,
      frozen_at: now.toISOString(),
      content_hash: contentHash(period, entries),
    });
  });
}

function notOver(period: Period, timeZone: string): AppError {
  const end = periodEnd(period, timeZone).toISOString();
  return new AppError("conflict", `${period} is not over before ${end}; freeze it after that`);
}

/** Over and quiet for `freezeAfterHours`, oldest first. */
export async function listDue(
  { database, timeZone, freezeAfterHours }: FreezingParts,
  now: Date,
): Promise<Period[]> {
  const quietSince = new Date(now.getTime() - freezeAfterHours * 3_600_000);
  const open = await listOpenEditions(database);
  return open
    .filter(({ lastArrivalAt }) => lastArrivalAt <= quietSince)
    .map(({ period }) => period)
    .filter((period) => isOver(period, quietSince, timeZone))
    .sort((one, other) => +periodEnd(one, timeZone) - +periodEnd(other, timeZone));
}

/** The hash a frozen edition was given, and the one its entries give today. */
export interface EditionProof {
  readonly isIntact: boolean;
  readonly kept: string;
  readonly computed: string;
}

export async function verify({ database }: FreezingParts, period: Period): Promise<EditionProof> {
  const row = await findEdition(database, period);
  const kept = row?.content_hash;
  if (!kept) throw new AppError("not_found", `${period} is not frozen; it has no hash to verify`);
  const entries = await store.listFrozenEntries(database.kysely, period);
  const computed = contentHash(period, entries);
  return { isIntact: kept === computed, kept, computed };
}
