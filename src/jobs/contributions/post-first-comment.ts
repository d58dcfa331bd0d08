import type { Accounts } from "#accounts";
import type { Community, Submission } from "#community";
import type { PaperId } from "#papers";
import type { Log } from "#platform";

interface CommentParts {
  readonly community: Pick<Community, "comments">;
  readonly people: Pick<Accounts["people"], "find">;
  readonly log: Pick<Log, "warn">;
}

/** What the submitter said of the paper begins its thread. */
export async function postFirstComment(
  { community, people, log }: CommentParts,
  { account: id, comment }: Pick<Submission, "account" | "comment">,
  paperId: PaperId,
): Promise<void> {
  if (comment === "") return;
  const account = await people.find(id);
  if (account?.state !== "active") return;
  try {
    await community.comments.post({ account, network: "" }, { paperId, body: comment });
  } catch (error) {
    log.warn({ paperId, err: error }, "the comment of a submission was not posted");
  }
}
