import type { PaperWithTally } from "#papers";
import type { PlacementTable } from "#platform";
import { prior, tieBreak } from "#ranking";
import { periodsOfDay } from "../period.ts";

/** The row that says where a paper stands. */
export function placementOf(paper: PaperWithTally): PlacementTable {
  const { day, week, month } = periodsOfDay(paper.editionDay);
  return {
    paper_id: paper.id,
    day,
    week,
    month,
    // Shown are all of them; ordered by are those that count.
    upvotes: paper.tally.counted,
    comments: paper.tally.comments,
    prior: prior(paper),
    tie: tieBreak(paper.editionDay, paper.id),
    submitted_at: paper.submittedAt ?? null,
  };
}

/** Whether two rows show the paper at the same place with the same counts. */
export function isSamePlacement(one: PlacementTable, other: PlacementTable): boolean {
  return (Object.keys(one) as (keyof PlacementTable)[]).every((key) => one[key] === other[key]);
}
