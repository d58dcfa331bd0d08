import { setImmediate } from "node:timers/promises";
import type { PaperId, PaperReader, PaperWithTally } from "#papers";
import type { Clock, Database, PlacementTable } from "#platform";
import { isSamePlacement, placementOf } from "./placement.ts";
import { createShifts, type Shifts } from "./shifts.ts";
import * as store from "./store.ts";

/** Changes taken from the log at a time: many to a transaction is ten times as fast as few. */
const CHANGES_PER_STEP = 4_000;

export interface PlacingParts {
  readonly database: Database;
  readonly clock: Clock;
}

type Transaction = Parameters<Parameters<typeof store.writeEditions>[1]>[0];

/** Places papers, and takes away those that are gone, in one transaction. */
export async function place(parts: PlacingParts, papers: readonly PaperWithTally[]): Promise<void> {
  if (papers.length === 0) return;
  await store.writeEditions(parts.database, (transaction) =>
    settle(parts, transaction, { papers, gone: [] }),
  );
}

/** Takes papers out of the open editions; what is frozen keeps them. */
export async function withdraw(parts: PlacingParts, paperIds: readonly PaperId[]): Promise<void> {
  if (paperIds.length === 0) return;
  await store.writeEditions(parts.database, (transaction) =>
    settle(parts, transaction, { papers: [], gone: paperIds }),
  );
}

/** Where `follow` reads: the change log and the papers it names. */
export type FollowedPapers = Pick<PaperReader, "changesSince" | "findMany">;

/**
 * Places everything the change log names since the last time; returns how many changes.
 *
 * @param changesPerStep fewer where somebody waits for this thread.
 */
export async function follow(
  parts: PlacingParts,
  papers: FollowedPapers,
  changesPerStep = CHANGES_PER_STEP,
): Promise<number> {
  let followed = 0;
  for (;;) {
    const step = await followStep(parts, papers, changesPerStep);
    if (step === 0) return followed;
    followed += step;
    await setImmediate();
  }
}

async function followStep(
  parts: PlacingParts,
  papers: FollowedPapers,
  limit: number,
): Promise<number> {
  const { database } = parts;
  const from = await store.findCursor(database.kysely);
  const changes = await papers.changesSince(from, limit);
  const last = changes.at(-1);
  if (!last) return 0;
  const ids = [...new Set(changes.map((change) => change.paperId))];
  const found = await papers.findMany(ids);
  const present = new Set(found.map((paper) => paper.id));
  const gone = ids.filter((id) => !present.has(id));
  await store.writeEditions(database, async (transaction) => {
    // Someone else may have placed these, and newer ones, meanwhile.
    if ((await store.findCursor(transaction)) !== from) return;
    await settle(parts, transaction, { papers: found, gone });
    await store.saveCursor(database, transaction, last.seq);
  });
  return changes.length;
}

interface Settlement {
  readonly papers: readonly PaperWithTally[];
  readonly gone: readonly PaperId[];
}

async function settle(
  { database, clock }: PlacingParts,
  transaction: Transaction,
  { papers, gone }: Settlement,
): Promise<void> {
  const rows = new Map(papers.map((paper) => [paper.id as string, placementOf(paper)]));
  const ids = [...rows.keys(), ...gone];
  const old = await store.listPlacements(database, transaction, ids);
  const before = new Map(old.map((row) => [row.paper_id, row]));
  const changed = [...rows.values()].filter((row) => isChanged(before.get(row.paper_id), row));
  const leaving = gone.filter((id) => before.has(id));
  await store.savePlacements(database, transaction, changed);
  await store.deletePlacements(database, transaction, leaving);
  const shifts = createShifts();
  for (const row of changed) shifts.move(before.get(row.paper_id), row);
  for (const id of leaving) shifts.move(before.get(id), undefined);
  await saveShifts(database, transaction, { shifts, now: clock.now() });
}

function isChanged(before: PlacementTable | undefined, row: PlacementTable): boolean {
  return before === undefined || !isSamePlacement(before, row);
}

async function saveShifts(
  database: Database,
  transaction: Transaction,
  { shifts, now }: { readonly shifts: Shifts; readonly now: Date },
): Promise<void> {
  if (shifts.periods.length === 0) return;
  const known = await store.listEditionRows(database, transaction, shifts.periods);
  const isAnyFrozen = known.some((row) => row.frozen_at !== null);
  const paperIds = isAnyFrozen ? shifts.paperIds : [];
  const entries = await store.listFrozenEntries(database, transaction, paperIds);
  const isEntry = (period: string, paperId: string) => entries.has(`${period} ${paperId}`);
  await store.saveEditionRows(database, transaction, shifts.apply(known, isEntry, now));
}
