import type { EditionWriter } from "#editions";
import type { Papers } from "#papers";
import type { Day } from "#platform";
import type { PaperRecord, Reading } from "#sources";

export interface IntakeParts {
  readonly papers: Papers;
  readonly editions: EditionWriter;
}

/** What became of everything read so far. */
export interface IntakeCounts {
  read: number;
  added: number;
  merged: number;
  unchanged: number;
}

export interface Refusal {
  readonly line: number;
  readonly reason: string;
  readonly isFatal?: boolean;
}

/** Records of one transaction: large enough for speed, small enough for others to get a turn. */
const BATCH_RECORDS = 500;
/** Records after which the editions follow; an edition with thousands of papers is slow to place into. */
const FOLLOW_RECORDS = 4000;

/**
 * Takes readings in, batch by batch, so that memory does not grow with the source. The
 * editions follow the change log at their own pace and are complete when this returns.
 */
export async function takeIn(
  parts: IntakeParts,
  readings: AsyncIterable<readonly Reading[]>,
  seenOn: Day,
  onBatch: (counts: IntakeCounts, refusals: readonly Refusal[]) => void,
): Promise<IntakeCounts> {
  const counts: IntakeCounts = { read: 0, added: 0, merged: 0, unchanged: 0 };
  let waiting: PaperRecord[] = [];
  let sinceFollowed = 0;
  const flush = async () => {
    const outcome = await parts.papers.ingest(waiting, seenOn);
    counts.added += outcome.added;
    counts.merged += outcome.merged;
    counts.unchanged += outcome.unchanged;
    sinceFollowed += waiting.length;
    waiting = [];
    if (sinceFollowed < FOLLOW_RECORDS) return;
    sinceFollowed = 0;
    await parts.editions.follow(parts.papers);
  };
  for await (const batch of readings) {
    const refusals: Refusal[] = [];
    for (const reading of batch) {
      if (reading.kind === "refused") refusals.push(reading);
      else waiting.push(reading.record);
    }
    counts.read += batch.length - refusals.length;
    if (waiting.length >= BATCH_RECORDS) await flush();
    onBatch(counts, refusals);
  }
  if (waiting.length > 0) await flush();
  await parts.editions.follow(parts.papers);
  onBatch(counts, []);
  return counts;
}
