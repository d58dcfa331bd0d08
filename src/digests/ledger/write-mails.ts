import type { PaperId } from "#papers";
import type { DigestMessage } from "../digests.ts";
import { issueLinks } from "../messages/issue-links.ts";
import type { IssueToWrite } from "../messages/issue-message.ts";
import { wishOf } from "../subscribers/read-rows.ts";
import type { Run } from "./run.ts";
import type { ClaimedDelivery } from "./store.ts";

export interface WrittenDelivery {
  readonly row: ClaimedDelivery;
  /** Absent where there is nothing to say any more, or it could not be said. */
  readonly message: DigestMessage | undefined;
  readonly isUnwritten?: boolean;
}

/** Writes the mails of all rows, whose papers are read at once. */
export async function writeMails(
  run: Run,
  rows: readonly ClaimedDelivery[],
): Promise<WrittenDelivery[]> {
  const issues = await run.issues.findIssues(rows.map(({ delivery }) => delivery));
  const known = new Map(issues.map((issue) => [`${issue.digestId} ${issue.period}`, issue]));
  const found = rows.flatMap((row) => {
    const issue = known.get(`${row.delivery.digest_id} ${row.delivery.period}`);
    if (!issue) return [];
    const digest = { ...wishOf(row.digest), createdAt: row.digest.created_at };
    return [{ row, written: { digest, issue, links: linksOf(run, row) } }];
  });
  const messages = await writeEach(
    run,
    found.map(({ written }) => written),
  );
  const messageOf = new Map(found.map(({ row }, index) => [row, messages[index]]));
  return rows.map((row) => {
    const message = messageOf.get(row);
    return message === UNWRITTEN
      ? { row, message: undefined, isUnwritten: true }
      : { row, message };
  });
}

const UNWRITTEN = "unwritten";

/** One mail that can not be written holds up no other. */
async function writeEach({ writer, log }: Run, issues: readonly IssueToWrite[]) {
  try {
    return await writer.write(issues);
  } catch (first) {
    log.warn({ err: first }, "mails are written one by one");
  }
  const messages: (DigestMessage | undefined | typeof UNWRITTEN)[] = [];
  for (const one of issues) {
    const [message] = await writer.write([one]).catch((error: unknown) => {
      log.error({ period: one.issue.period, err: error }, "a digest could not be written");
      return [UNWRITTEN] as const;
    });
    messages.push(message);
  }
  return messages;
}

function linksOf({ keys, site, hasMarks }: Run, { subscriber, delivery }: ClaimedDelivery) {
  const tokens = {
    stop: keys.stop(subscriber, delivery.digest_id),
    manage: keys.manage(subscriber),
    read: keys.read(subscriber, delivery.digest_id),
    ...(hasMarks && { mark: (paperId: PaperId) => keys.mark(subscriber, paperId) }),
  };
  return issueLinks(site, tokens, delivery.period);
}
