import { type Account, isAtLeast } from "#accounts";
import type { Submission } from "./submissions.ts";

/** What people bring is theirs to tell: a submission is for its submitter and for moderators. */
export function seenSubmission(
  submission: Submission | undefined,
  viewer: Pick<Account, "id" | "role">,
): Submission | undefined {
  const isTheirs = viewer.id === submission?.account || isAtLeast(viewer.role, "moderator");
  return isTheirs ? submission : undefined;
}
