import { AppError } from "#platform";
import { recordKeyOf } from "../identity/record-identity.ts";
import type { PaperId } from "../paper.ts";
import type { JoinedPapers } from "../papers.ts";
import type { PaperTransaction, StoredRecord } from "../store.ts";
import { groupMembers, type PaperGroup } from "./group-members.ts";
import { settle } from "./ingest.ts";
import { joinIn, joinOf } from "./joins.ts";
import { type KnownRecords, loadNeighbourhood } from "./load-members.ts";
import { type Arrival, arrivalAgain } from "./member.ts";

/** Makes one page of two; see `PaperCurator.join`. */
export async function join(
  transaction: PaperTransaction,
  { id, into, now }: { readonly id: PaperId; readonly into: PaperId; readonly now: string },
): Promise<JoinedPapers> {
  if (id === into) throw new AppError("conflict", `${id} and ${into} are one page already`);
  const again = arrivalsOf([
    ...(await recordsOf(transaction, id)),
    ...(await recordsOf(transaction, into)),
  ]);
  const { members } = await loadNeighbourhood(transaction, again.arrivals, again.known);
  const groups = groupMembers(members);
  const { mark, from } = joinOf(rootOf(groups, id), rootOf(groups, into));
  const settled = await settle(transaction, { ...again, joins: new Map([[mark, true]]), now });
  return { id: homeOf(settled.groups, from), mark };
}

/** Undoes it; see `PaperCurator.unjoin`. */
export async function unjoin(
  transaction: PaperTransaction,
  mark: string,
  now: string,
): Promise<PaperId> {
  const said = joinIn(mark);
  const pages = await transaction.findByKeys([mark]);
  if (!said || pages.length === 0) {
    throw new AppError("not_found", "These papers are not joined by hand (any more)");
  }
  const ids = [...new Set(pages.map(({ paperId }) => paperId))];
  const again = arrivalsOf(await transaction.recordsOf(ids));
  const settled = await settle(transaction, { ...again, joins: new Map([[mark, false]]), now });
  return homeOf(settled.groups, said.from);
}

async function recordsOf(transaction: PaperTransaction, id: PaperId): Promise<StoredRecord[]> {
  const records = await transaction.recordsOf([id]);
  if (records.length === 0) throw new AppError("not_found", `There is no paper ${id}`);
  return records;
}

function arrivalsOf(records: readonly StoredRecord[]): {
  readonly arrivals: readonly Arrival[];
  readonly known: KnownRecords;
} {
  return {
    arrivals: records.map(arrivalAgain),
    known: new Map(records.map((one) => [recordKeyOf(one.source, one.sourceId), one])),
  };
}

/** The record by which a page is joined: the first of those that lend it its id. */
function rootOf(groups: readonly PaperGroup[], id: PaperId): string {
  const root = groups.find((group) => group.id === id)?.root;
  if (!root) throw new AppError("not_found", `There is no paper ${id}`);
  if (!root.isApart) return root.identity.recordKey;
  throw new AppError(
    "conflict",
    `${id} was taken out of another paper by hand; undo that before it is joined to one`,
  );
}

function homeOf(groups: readonly PaperGroup[], recordKey: string): PaperId {
  const home = groups.find(({ members }) =>
    members.some(({ identity }) => identity.recordKey === recordKey),
  );
  if (!home) throw new AppError("not_found", "The record that was joined is gone");
  return home.id;
}
