import type { Issue, PickedReply } from "#picks";
import type { IssuePaper } from "../../digests.ts";
import type { Plan } from "../plan.ts";

/** An issue as it was chosen, before it is written; of a plan without one there is nothing. */
export interface MadeIssue {
  readonly plan: Plan;
  readonly chosen?: {
    readonly issue: Issue;
    readonly papers: readonly IssuePaper[];
    readonly replies: readonly PickedReply[];
    readonly total: number;
  };
  /** Of its mail. */
  readonly messageId: string;
}

export interface Written {
  readonly made: number;
  readonly empty: number;
}
