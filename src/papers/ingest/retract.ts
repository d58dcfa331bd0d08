import { AppError } from "#platform";
import { recordKeyOf } from "../identity/record-identity.ts";
import type { PaperTransaction } from "../store.ts";
import { settle } from "./ingest.ts";
import { arrivalAgain } from "./member.ts";

/** Takes a record out for good; see `PaperWriter.retract`. */
export async function retract(
  transaction: PaperTransaction,
  place: { readonly source: string; readonly sourceId: string },
  now: string,
): Promise<void> {
  const [known] = await transaction.findRecords(place.source, [place.sourceId]);
  if (!known) return;
  const records = await transaction.recordsOf([known.paperId]);
  const left = records.filter(
    (one) => one.source !== place.source || one.sourceId !== place.sourceId,
  );
  if (left.length === 0) {
    throw new AppError("conflict", `"${place.sourceId}" is all that is known of ${known.paperId}`);
  }
  await transaction.deleteRecord(place.source, place.sourceId);
  const arrivals = left.map(arrivalAgain);
  const stored = new Map(left.map((one) => [recordKeyOf(one.source, one.sourceId), one]));
  await settle(transaction, { arrivals, known: stored, now });
}
