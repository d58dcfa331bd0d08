import { countDeleted } from "../../engine/deleted-count.ts";
import type { Segment } from "../../engine/segment.ts";

/** Some living documents of one segment, ascending. */
export interface SampledSegment {
  readonly segment: Segment;
  readonly documents: Uint32Array;
}

export function countLiving(segments: readonly Pick<Segment, "deleted">[]): number {
  let living = 0;
  for (const { deleted } of segments) living += deleted.length - countDeleted(deleted);
  return living;
}

/** At most `limit` living documents, spread evenly over the index; the same ones each time. */
export function samplePapers(segments: readonly Segment[], limit: number): SampledSegment[] {
  const living = countLiving(segments);
  const wanted = Math.min(limit, living);
  let passed = 0;
  let taken = 0;
  return segments.map((segment) => {
    const documents: number[] = [];
    for (let document = 0; document < segment.totals.documents; document++) {
      if (segment.deleted[document] === 1) continue;
      if (passed >= Math.floor((taken * living) / wanted)) {
        documents.push(document);
        taken++;
      }
      passed++;
    }
    return { segment, documents: Uint32Array.from(documents) };
  });
}
