import { AppError } from "#platform";
import type { PaperId } from "../paper.ts";
import type { PaperTransaction } from "../store.ts";
import { settle } from "./ingest.ts";
import { arrivalAgain } from "./member.ts";

/** A record's place: who says it and under what name. */
export interface RecordPlace {
  readonly source: string;
  readonly sourceId: string;
  /** The paper it must belong to. */
  readonly paperId?: PaperId;
}

/** Makes a stored record a paper of its own, or lets it be recognised again. */
export async function setApart(
  transaction: PaperTransaction,
  place: RecordPlace,
  { isApart, now }: { readonly isApart: boolean; readonly now: string },
): Promise<PaperId> {
  const { paperId } = place;
  const [known] = await transaction.findRecords(place.source, [place.sourceId]);
  if (!known || (paperId !== undefined && known.paperId !== paperId)) {
    throw new AppError("not_found", `${paperId ?? "No paper"} has no record ${name(place)}`);
  }
  const siblings = await transaction.recordsOf([known.paperId]);
  if (isApart && siblings.length < 2) {
    throw new AppError("conflict", `${name(place)} is the only record of ${known.paperId}`);
  }
  const stored = siblings.find(
    (one) => one.source === place.source && one.sourceId === place.sourceId,
  )!;
  const arrival = arrivalAgain(stored);
  const { recordKey } = arrival;
  const { groups } = await settle(transaction, {
    arrivals: [arrival],
    known: new Map([[recordKey, stored]]),
    apart: new Map([[recordKey, isApart]]),
    now,
  });
  const home = groups.find(({ members }) =>
    members.some(({ identity }) => identity.recordKey === recordKey),
  );
  return home!.id;
}

function name({ source, sourceId }: RecordPlace): string {
  return `"${sourceId}" of ${source}`;
}
