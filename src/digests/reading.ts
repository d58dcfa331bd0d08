import { AppError } from "#platform";
import type { DigestMessage, Digests } from "./digests.ts";
import type { createOldIssues } from "./issues/old/old-issues.ts";
import type { IssueStore } from "./issues/store.ts";
import type { IssueToWrite, IssueWriter } from "./messages/issue-message.ts";
import { type PreviewParts, previewEdition } from "./preview.ts";
import type { Desk } from "./subscribers/desk.ts";
import { wishOf } from "./subscribers/read-rows.ts";

interface ReadingParts extends PreviewParts {
  readonly desk: Pick<Desk, "store">;
  readonly issues: Pick<IssueStore, "issues" | "findIssues">;
  readonly old: Pick<ReturnType<typeof createOldIssues>, "absent">;
  readonly writer: IssueWriter;
}

/** What has been made, and how its mails look. */
export function createIssueReader(parts: ReadingParts) {
  const { desk, issues, old, writer } = parts;
  const issue: Digests["issue"] = async (digest_id, period) => {
    const [found] = await issues.findIssues([{ digest_id, period }]);
    if (found) return found;
    throw old.absent(period);
  };
  const write = async (wanted: IssueToWrite): Promise<DigestMessage> => {
    const [message] = await writer.write([wanted]);
    if (message) return message;
    throw new AppError("not_found", `There are no papers in ${wanted.issue.period}`);
  };
  return {
    issues: issues.issues,
    issue,
    preview: async (period) => write(await previewEdition(parts, period)),
    async previewIssue(digestId, period) {
      const found = await issue(digestId, period);
      const row = await desk.store.findDigest(digestId);
      if (!row) throw old.absent(period);
      return write({ digest: { ...wishOf(row), createdAt: row.created_at }, issue: found });
    },
  } satisfies Partial<Digests>;
}
