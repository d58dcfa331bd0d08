import type { Day } from "#platform";
import type { PaperRecord } from "#sources";
import type { PaperId } from "../paper.ts";
import type { IngestOutcome } from "../papers.ts";
import type { PaperStore, PaperTransaction } from "../store.ts";
import { groupMembers, type PaperGroup } from "./group-members.ts";
import { type KnownRecords, loadNeighbourhood } from "./load-members.ts";
import { type Arrival, arrivalOf, isKnown } from "./member.ts";
import { newestArrivals, withoutOlderVersions } from "./older-versions.ts";
import { planWrites } from "./plan-writes.ts";

/** Takes one batch in; see `PaperWriter.ingest`. */
export async function ingest(
  store: PaperStore,
  records: readonly PaperRecord[],
  { seenOn, now }: { readonly seenOn: Day; readonly now: string },
): Promise<IngestOutcome> {
  const said = records.map((record) => arrivalOf(record, seenOn));
  const arrivals = newestArrivals(said);
  // Most readings bring nothing new; they need no turn at writing.
  const before = await findKnown(store, arrivals);
  const fresh = arrivals.filter((arrival) => !isKnown(arrival, before.get(arrival.recordKey)));
  if (fresh.length === 0) return { ...NOTHING_NEW, unchanged: records.length };
  return store.inTurn(async (transaction) => {
    const known = await findKnown(transaction, fresh);
    const unknown = fresh.filter((arrival) => !isKnown(arrival, known.get(arrival.recordKey)));
    const news = await withoutOlderVersions(transaction, unknown, known);
    const { groups, changed, removed } = await settle(transaction, { arrivals: news, known, now });
    const counts = count(said, new Set(news.map(({ recordKey }) => recordKey)), groups);
    return { ...counts, changed, removed };
  });
}

const NOTHING_NEW = { added: 0, merged: 0, changed: [], removed: [] };

interface Settlement {
  readonly arrivals: readonly Arrival[];
  readonly known: KnownRecords;
  readonly apart?: ReadonlyMap<string, boolean>;
  readonly joins?: ReadonlyMap<string, boolean>;
  /** ISO 8601. */
  readonly now: string;
}

/** Brings the store to what its records and `arrivals` together say. */
export async function settle(
  transaction: PaperTransaction,
  { arrivals, known, now, ...changes }: Settlement,
): Promise<{ groups: PaperGroup[]; changed: PaperId[]; removed: readonly PaperId[] }> {
  const { members, state } = await loadNeighbourhood(transaction, arrivals, known, changes);
  const groups = groupMembers(members);
  const writes = planWrites(groups, state);
  await transaction.write(writes, now);
  const changed = writes.changes.filter(({ kind }) => kind === "put");
  return {
    groups,
    changed: changed.map(({ paperId }) => paperId),
    removed: writes.removedPapers,
  };
}

async function findKnown(
  store: Pick<PaperTransaction, "findRecords">,
  arrivals: readonly Arrival[],
): Promise<KnownRecords> {
  const known = new Map<string, Awaited<ReturnType<typeof store.findRecords>>[number]>();
  for (const [source, some] of Map.groupBy(arrivals, ({ record }) => record.source)) {
    const ids = some.map(({ record }) => record.sourceId);
    for (const row of await store.findRecords(source, ids)) {
      known.set(`${row.source}\n${row.sourceId}`, row);
    }
  }
  return known;
}

/** Each record counts once: it made a paper, joined or altered one, or said nothing new. */
function count(
  said: readonly Arrival[],
  news: ReadonlySet<string>,
  groups: readonly PaperGroup[],
): { added: number; merged: number; unchanged: number } {
  const groupOf = new Map<string, PaperGroup>();
  for (const group of groups) {
    for (const { identity } of group.members) groupOf.set(identity.recordKey, group);
  }
  const counts = { added: 0, merged: 0, unchanged: 0 };
  const begun = new Set(
    groups.filter(({ members }) => members.some(({ stored }) => stored !== undefined)),
  );
  for (const { recordKey } of said) {
    const group = groupOf.get(recordKey);
    if (!news.has(recordKey) || !group) counts.unchanged++;
    else if (begun.has(group)) counts.merged++;
    else counts.added++;
    if (group) begun.add(group);
  }
  return counts;
}
