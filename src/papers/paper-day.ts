import type { Day } from "#platform";
import type { Paper } from "./paper.ts";

type Dates = Pick<Paper, "announcedOn" | "featuredOn" | "submittedAt" | "firstSeenOn">;

/**
 * The day a paper is dated by in lists, filters and sorts: announced, else featured, else
 * submitted, else first seen here. A library of old papers keeps its years that way, although
 * they stand in the edition of the day they came in.
 */
export function paperDay(paper: Dates): Day {
  const submittedOn = paper.submittedAt?.slice(0, 10) as Day | undefined;
  return paper.announcedOn ?? paper.featuredOn ?? submittedOn ?? paper.firstSeenOn;
}

/** Whether a source dates the paper; if none does, its day says only when it came in. */
export function isDated({ announcedOn, featuredOn, submittedAt }: Dates): boolean {
  return (announcedOn ?? featuredOn ?? submittedAt) !== undefined;
}
