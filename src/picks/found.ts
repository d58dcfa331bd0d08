import type { PaperId } from "#papers";
import type { PickReason } from "./picks.ts";

/** A paper that a subject has, before anything is left out of it for one reader. */
export interface Found {
  readonly paperId: PaperId;
  readonly reason: PickReason;
}
