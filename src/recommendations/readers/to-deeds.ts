import type { PaperId } from "#papers";
import type { KnownPaper } from "../features/encode.ts";
import type { Deed } from "../learning/index.ts";
import type { Window } from "../windows/read-window.ts";
import type { KnownReader, Opinion } from "./read-readers.ts";

const DAY_MS = 86_400_000;
/** Kept for later says a little less than approved. */
const SAVED = 0.8;
/** Brought and passed over: it may not have been seen. */
const PASSED_OVER = 0.3;
const MOST_PASSED_OVER = 100;

/** What a reader did, for learning; opinions of papers that are gone are left out of both. */
export interface ReaderDeeds {
  readonly opinions: readonly Opinion[];
  readonly deeds: readonly Deed[];
}

export function deedsOf(papers: ReadonlyMap<PaperId, KnownPaper>, now: Date) {
  return (reader: KnownReader): ReaderDeeds => {
    const opinions = reader.opinions.filter(({ paperId }) => papers.has(paperId));
    const deeds = opinions.map(({ paperId, isLiked, deed, at }) => ({
      paper: papers.get(paperId)!.features,
      isLiked,
      weight: deed === "saved" ? SAVED : 1,
      ageDays: Math.max(0, (now.getTime() - Date.parse(at)) / DAY_MS),
    }));
    return { opinions, deeds };
  };
}

/** Papers of the window that the reader has had and said nothing of. */
export function passedOver(
  { rowOf, features }: Window,
  had: ReadonlySet<PaperId>,
  judged: ReadonlySet<PaperId>,
): Deed[] {
  const deeds: Deed[] = [];
  for (const id of had) {
    const row = rowOf.get(id);
    if (row === undefined || judged.has(id)) continue;
    deeds.push({ paper: features[row]!, isLiked: false, weight: PASSED_OVER, ageDays: 0 });
    if (deeds.length === MOST_PASSED_OVER) break;
  }
  return deeds;
}
