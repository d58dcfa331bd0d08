import type { PaperId, PaperWithTally } from "#papers";
import type { Found } from "./found.ts";
import type { Pick, PickList, PickRequest } from "./picks.ts";
import { holds } from "./subjects/filter.ts";
import type { PaperNote } from "./window/notes.ts";

/** A paper that a subject has, and what filters look at. */
export interface Candidate {
  readonly pick: Pick;
  readonly note: PaperNote;
}

/** Those in sight, as they would be brought; the same for all who ask. */
export function candidatesOf(
  found: readonly Found[],
  notes: ReadonlyMap<PaperId, PaperNote>,
): readonly Candidate[] {
  return found.flatMap(({ paperId, reason }) => {
    const note = notes.get(paperId);
    if (!note) return [];
    return [{ note, pick: { paperId, reason, upvotes: note.upvotes, comments: note.comments } }];
  });
}

/** What of one reader the choice goes by. */
export interface Choice {
  /** What the reader does not want to see. */
  readonly hidden: ReadonlySet<PaperId> | undefined;
  /** Papers whose words a filter looks at; absent: it looks at none. */
  readonly texts?: ReadonlyMap<PaperId, PaperWithTally> | undefined;
}

/** Leaves out what one reader has had or hides, and what the filter leaves out; then the first. */
export function choose(
  { without, filter, limit, byVotes }: PickRequest,
  candidates: readonly Candidate[],
  { hidden, texts }: Choice,
): PickList {
  const picks: Pick[] = [];
  for (const { pick, note } of candidates) {
    const { paperId } = pick;
    if (without?.has(paperId) || hidden?.has(paperId)) continue;
    if (filter && !holds(filter, note, texts?.get(paperId))) continue;
    picks.push(pick);
  }
  if (byVotes) picks.sort((one, other) => other.upvotes - one.upvotes);
  return { picks: picks.slice(0, limit), total: picks.length };
}
