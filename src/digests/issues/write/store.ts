import type { Database, Executor, Schema } from "#platform";
import { emailOf } from "../../subscribers/read-rows.ts";
import type { IssueContent } from "../content.ts";
import type { MadeIssue, Written } from "./made-issue.ts";

type Chosen = MadeIssue & { readonly chosen: NonNullable<MadeIssue["chosen"]> };

/**
 * Writes issues, the papers brought, the rows of the ledger and when each digest is due next,
 * in one transaction. What another process or a reader has changed since it was read is left to
 * the next run.
 */
export function writeIssues(
  database: Database,
  made: readonly MadeIssue[],
  now: string,
): Promise<Written> {
  return database.kysely.transaction().execute(async (transaction) => {
    await database.takeTurn(transaction, "compose");
    const standing = await stillStanding(database, transaction, made);
    await updateDigests(database, transaction, standing);
    const fresh = await notWritten(database, transaction, standing);
    const written = [];
    for (const one of fresh) written.push(await withoutBrought(database, transaction, one));
    const kept = written.filter(isWorthARow);
    await insertAll(database, transaction, { made: kept, now });
    const empty = kept.filter(isEmpty).length;
    return { made: kept.length - empty, empty };
  });
}

/** Digests that are as they were when the plan was made. */
async function stillStanding(
  database: Database,
  transaction: Executor,
  made: readonly MadeIssue[],
): Promise<MadeIssue[]> {
  const ids = made.map(({ plan }) => plan.digest.digest_id);
  const query = transaction
    .selectFrom("digest")
    .selectAll()
    .where(database.isOneOf("digest_id", ids));
  const rows = await (database.dialect === "postgres" ? query.forUpdate() : query).execute();
  const byId = new Map(rows.map((row) => [row.digest_id, row]));
  return made.filter(({ plan: { digest } }) => {
    const row = byId.get(digest.digest_id);
    const columns = ["state", "next_due_at", "looked_until", "covered_until", "cadence"] as const;
    return row !== undefined && columns.every((column) => row[column] === digest[column]);
  });
}

async function updateDigests(
  database: Database,
  transaction: Executor,
  made: readonly MadeIssue[],
): Promise<void> {
  const rows = made.map(({ plan }) => {
    const { email: _email, account_id: _account, ...digest } = plan.digest;
    return { ...digest, ...plan.after };
  });
  const update = ["next_due_at", "covered_until", "looked_until"] as const;
  await database.insertMany(transaction, {
    into: "digest",
    rows,
    onConflict: { keys: ["digest_id"], update },
  });
}

/** Issues that were not made before, nor mailed by a release that kept no issues. */
async function notWritten(
  database: Database,
  transaction: Executor,
  made: readonly MadeIssue[],
): Promise<Chosen[]> {
  const chosen = made.filter((one): one is Chosen => one.chosen !== undefined);
  if (chosen.length === 0) return [];
  const ids = chosen.map(({ plan }) => plan.digest.digest_id);
  const periods = [...new Set(chosen.map((one) => one.chosen.issue.period))];
  const issues = await transaction
    .selectFrom("issue")
    .select(["digest_id", "period"])
    .where(database.isOneOf("digest_id", ids))
    .where(database.isOneOf("period", periods))
    .execute();
  const mailed = await transaction
    .selectFrom("delivery")
    .select(["digest_id", "period"])
    .where(database.isOneOf("digest_id", ids))
    .where(database.isOneOf("period", periods))
    .where("state", "not in", ["due", "sending"])
    .execute();
  const there = new Set(
    [...issues, ...mailed].map(({ digest_id, period }) => `${digest_id} ${period}`),
  );
  return chosen.filter(
    (one) => !there.has(`${one.plan.digest.digest_id} ${one.chosen.issue.period}`),
  );
}

/** Leaves out what the subscriber has been brought by any digest, however long ago. */
async function withoutBrought(
  database: Database,
  transaction: Executor,
  made: Chosen,
): Promise<Chosen> {
  const { papers } = made.chosen;
  if (papers.length === 0) return made;
  const rows = await transaction
    .selectFrom("brought_paper")
    .select("paper_id")
    .where("subscriber_id", "=", made.plan.digest.subscriber_id)
    .where(
      database.isOneOf(
        "paper_id",
        papers.map(({ paperId }) => paperId),
      ),
    )
    .execute();
  const brought = new Set<string>(rows.map(({ paper_id }) => paper_id));
  const left = papers.filter(({ paperId }) => !brought.has(paperId));
  return { ...made, chosen: { ...made.chosen, papers: left } };
}

function isEmpty({ chosen }: Chosen): boolean {
  return chosen.papers.length === 0 && chosen.replies.length === 0;
}

/** That there was nothing new is said once a day or week, not each time an alert has looked. */
function isWorthARow(made: Chosen): boolean {
  return made.plan.digest.cadence !== "at-once" || !isEmpty(made);
}

async function insertAll(
  database: Database,
  transaction: Executor,
  { made, now }: { readonly made: readonly Chosen[]; readonly now: string },
): Promise<void> {
  const insert = <Table extends "issue" | "brought_paper" | "delivery">(
    into: Table,
    rows: readonly Schema[Table][],
    keys: readonly (keyof Schema[Table] & string)[],
  ) =>
    database.insertMany(transaction, {
      into,
      rows: rows as never,
      onConflict: { keys: keys as never },
    });
  await insert(
    "issue",
    made.map((one) => issueRow(one, now)),
    ["digest_id", "period"],
  );
  const brought = made.flatMap((one) => broughtRows(one, now));
  await insert("brought_paper", brought, ["subscriber_id", "paper_id"]);
  const mailed = made.filter(({ plan: { digest }, ...one }) => {
    const isByMail = digest.route === "mail" && emailOf(digest) !== undefined;
    return isByMail && !isEmpty({ plan: { digest, after: digest }, ...one });
  });
  await insert("delivery", mailed.map(deliveryRow), ["digest_id", "period"]);
}

function issueRow({ plan, chosen, ...made }: Chosen, now: string) {
  const { issue, papers, replies, total } = chosen;
  const content: IssueContent = { papers, replies, total, from: issue.from, until: issue.until };
  return {
    digest_id: plan.digest.digest_id,
    period: issue.period,
    made_at: now,
    content: JSON.stringify(content),
    is_empty: isEmpty({ plan, chosen, ...made }) ? 1 : 0,
  };
}

function broughtRows({ plan, chosen }: Chosen, now: string) {
  const { digest_id, subscriber_id } = plan.digest;
  const { period } = chosen.issue;
  return chosen.papers.map(({ paperId }) => ({
    subscriber_id,
    paper_id: paperId,
    digest_id,
    period,
    at: now,
  }));
}

function deliveryRow({ plan, chosen, messageId }: Chosen) {
  const { digest_id, subscriber_id } = plan.digest;
  return {
    digest_id,
    period: chosen.issue.period,
    subscriber_id,
    state: "due",
    due_at: chosen.issue.dueAt.toISOString(),
    attempts: 0,
    message_id: messageId,
    lease_token: null,
    lease_until: null,
    last_error: null,
    sent_at: null,
  };
}
