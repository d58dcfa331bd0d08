import type { PaperId } from "../paper.ts";
import type { PaperKey, PaperTransaction, StoredRecord } from "../store.ts";
import { joinsByRecord } from "./joins.ts";
import { type Arrival, apartKey, type Member, memberOfArrival, memberOfStored } from "./member.ts";
import type { StoredState } from "./plan-writes.ts";

/** Stored records by their place, `source` and `sourceId`. */
export type KnownRecords = ReadonlyMap<string, Omit<StoredRecord, "record">>;

/** A batch and all that lies in the store around it. */
export interface Neighbourhood {
  readonly members: readonly Member[];
  readonly state: StoredState;
}

/** What moderators change: each true sets it, false lifts it. */
export interface HandMade {
  /** By `recordKey`. */
  readonly apart?: ReadonlyMap<string, boolean>;
  /** By `mark`. */
  readonly joins?: ReadonlyMap<string, boolean>;
}

/**
 * Loads every stored record that may have to do with `arrivals`: those that share a key with
 * them, and those that share one with these, to the end.
 */
export async function loadNeighbourhood(
  transaction: PaperTransaction,
  arrivals: readonly Arrival[],
  known: KnownRecords,
  changes: HandMade = {},
): Promise<Neighbourhood> {
  const replaced = new Map(arrivals.map((arrival) => [arrival.recordKey, arrival]));
  const stored = new Map([...known].filter(([recordKey]) => replaced.has(recordKey)));
  const unplaced = arrivals.map((arrival) =>
    memberOfArrival(arrival, stored.get(arrival.recordKey), false),
  );
  const { pages, keys } = await findPages(transaction, {
    pages: [...stored.values()].map(({ paperId }) => paperId),
    keys: unplaced.flatMap(({ identity }) => identity.keys),
  });
  const marks = new Set(keys.map(({ key }) => key));
  const isApart = (recordKey: string) =>
    changes.apart?.get(recordKey) ?? marks.has(apartKey(recordKey));
  const joins = joinsByRecord(keys, changes.joins);
  const withJoins = (member: Member): Member => {
    const named = joins.get(member.identity.recordKey);
    return named ? { ...member, joins: named } : member;
  };
  const others = pages.length > 0 ? await transaction.recordsOf(pages) : [];
  const papers = pages.length > 0 ? await transaction.findStored(pages) : [];
  const members = [
    ...unplaced.map((member) => ({ ...member, isApart: isApart(member.identity.recordKey) })),
    ...others
      .filter((record) => !replaced.has(keyOf(record)))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .map((record) => memberOfStored(record, isApart(keyOf(record)))),
  ];
  return {
    members: joins.size > 0 ? members.map(withJoins) : members,
    state: { papers: new Map(papers.map((paper) => [paper.paperId, paper])), keys },
  };
}

function keyOf(record: Pick<StoredRecord, "source" | "sourceId">): string {
  return `${record.source}\n${record.sourceId}`;
}

/** Follows keys to pages and pages to keys until nothing new is found. */
async function findPages(
  transaction: PaperTransaction,
  from: { pages: readonly PaperId[]; keys: readonly string[] },
): Promise<{ pages: PaperId[]; keys: PaperKey[] }> {
  const pages = new Set<PaperId>();
  const asked = new Set<string>();
  const keys: PaperKey[] = [];
  let newPages = [...new Set(from.pages)];
  let newKeys = [...new Set(from.keys)];
  while (newPages.length > 0 || newKeys.length > 0) {
    for (const key of newKeys) asked.add(key);
    const hits = newKeys.length > 0 ? await transaction.findByKeys(newKeys) : [];
    newPages = [...new Set([...newPages, ...hits.map(({ paperId }) => paperId)])].filter(
      (page) => !pages.has(page),
    );
    for (const page of newPages) pages.add(page);
    const found = newPages.length > 0 ? await transaction.keysOf(newPages) : [];
    keys.push(...found);
    newKeys = [...new Set(found.map(({ key }) => key))].filter((key) => !asked.has(key));
    newPages = [];
  }
  return { pages: [...pages], keys };
}
