import type { PaperRecord } from "#sources";
import type { PaperTransaction } from "../store.ts";
import type { KnownRecords } from "./load-members.ts";
import type { Arrival } from "./member.ts";

/** The last arrival of each record, but never one that tells of an older version than another. */
export function newestArrivals(said: readonly Arrival[]): Arrival[] {
  const newest = new Map<string, Arrival>();
  for (const arrival of said) {
    const before = newest.get(arrival.recordKey);
    if (before && isOlder(arrival.record, before.record)) continue;
    newest.set(arrival.recordKey, arrival);
  }
  return [...newest.values()];
}

/** The arrivals without those that tell of an older version than the store knows from their source. */
export async function withoutOlderVersions(
  transaction: Pick<PaperTransaction, "recordsOf">,
  arrivals: readonly Arrival[],
  known: KnownRecords,
): Promise<readonly Arrival[]> {
  const pages = arrivals.flatMap(({ record, recordKey }) => {
    const paperId = newestVersion(record) > 0 ? known.get(recordKey)?.paperId : undefined;
    return paperId === undefined ? [] : [paperId];
  });
  if (pages.length === 0) return arrivals;
  const stored = await transaction.recordsOf([...new Set(pages)]);
  const records = new Map(
    stored.map(({ source, sourceId, record }) => [
      `${source}\n${sourceId}`,
      JSON.parse(record) as PaperRecord,
    ]),
  );
  return arrivals.filter(({ record, recordKey }) => {
    const before = records.get(recordKey);
    return !before || !isOlder(record, before);
  });
}

function isOlder(record: PaperRecord, other: PaperRecord): boolean {
  const version = newestVersion(record);
  return version > 0 && version < newestVersion(other);
}

function newestVersion({ versions = [] }: PaperRecord): number {
  return Math.max(0, ...versions.map(({ number }) => number));
}
