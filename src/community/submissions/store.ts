import type { Selectable } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Database, SubmissionTable } from "#platform";
import type { Page, PageRequest } from "../page.ts";
import { type Place, pageOf, placeIn, sizeOf } from "../paging.ts";
import type {
  Submission,
  SubmissionInput,
  SubmissionOutcome,
  SubmissionState,
} from "./submissions.ts";

type Row = Selectable<SubmissionTable>;

const OPEN: readonly SubmissionState[] = ["waiting", "review"];

export type SubmissionStore = ReturnType<typeof createSubmissionStore>;

/** The only writer of `submission`. */
export function createSubmissionStore(database: Database) {
  return { ...lists(database), ...lookups(database), ...leases(database), ...writers(database) };
}

function lists({ kysely }: Database) {
  const rows = () => kysely.selectFrom("submission").selectAll();
  return {
    /** Newest first. */
    async ofAccount(id: AccountId, request: PageRequest): Promise<Page<Submission>> {
      const place = placeIn(request);
      const found = await rows()
        .where("account_id", "=", id)
        .$if(place !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple("created_at", "submission_id"), "<", tuple(place!.at, place!.id)),
          ),
        )
        .orderBy("created_at", "desc")
        .orderBy("submission_id", "desc")
        .limit(sizeOf(request) + 1)
        .execute();
      return pageOf(found.map(toSubmission), request, placeOf);
    },
    /** Oldest first. */
    async inState(state: SubmissionState, request: PageRequest): Promise<Page<Submission>> {
      const place = placeIn(request);
      const found = await rows()
        .where("state", "=", state)
        .$if(place !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple("created_at", "submission_id"), ">", tuple(place!.at, place!.id)),
          ),
        )
        .orderBy("created_at")
        .orderBy("submission_id")
        .limit(sizeOf(request) + 1)
        .execute();
      return pageOf(found.map(toSubmission), request, placeOf);
    },
  };
}

function lookups({ kysely, isOneOf }: Database) {
  const rows = () => kysely.selectFrom("submission").selectAll();
  return {
    async find(id: string): Promise<Submission | undefined> {
      const row = await rows().where("submission_id", "=", id).executeTakeFirst();
      return row && toSubmission(row);
    },
    /** Of one account since an instant, without those that led to a known paper. */
    async countSince(id: AccountId, since: string): Promise<number> {
      const { count } = await kysely
        .selectFrom("submission")
        .select((select) => select.fn.countAll().as("count"))
        .where("account_id", "=", id)
        .where("created_at", ">", since)
        .where("state", "!=", "duplicate")
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    /** The same input of the same account, where it is not decided yet. */
    async findOpen(id: AccountId, input: SubmissionInput): Promise<Submission | undefined> {
      const row = await rows()
        .where("account_id", "=", id)
        .where("state", "in", OPEN)
        .where("input", "=", JSON.stringify(input))
        .executeTakeFirst();
      return row && toSubmission(row);
    },
    /** Accounts of the accepted submissions of these papers, first come first. */
    async accepted(paperIds: readonly PaperId[]) {
      const found = await kysely
        .selectFrom("submission")
        .select(["paper_id", "account_id"])
        .where("state", "=", "accepted")
        .where(isOneOf("paper_id", paperIds))
        .orderBy("created_at", "desc")
        .execute();
      return found as { paper_id: PaperId; account_id: AccountId }[];
    },
  };
}

function leases({ kysely }: Database) {
  return {
    /** Claims one that is due; false when another process was quicker. */
    async take(id: string, now: string, until: string): Promise<boolean> {
      const { numUpdatedRows } = await kysely
        .updateTable("submission")
        .set(({ eb }) => ({ not_before: until, attempts: eb("attempts", "+", 1) }))
        .where("submission_id", "=", id)
        .where("state", "=", "waiting")
        .where(({ or, eb }) => or([eb("not_before", "is", null), eb("not_before", "<=", now)]))
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },
    async findDue(now: string, limit: number): Promise<string[]> {
      const rows = await kysely
        .selectFrom("submission")
        .select("submission_id")
        .where("state", "=", "waiting")
        .where(({ or, eb }) => or([eb("not_before", "is", null), eb("not_before", "<=", now)]))
        .orderBy("created_at")
        .limit(limit)
        .execute();
      return rows.map((row) => row.submission_id);
    },
  };
}

function writers({ kysely }: Database) {
  return {
    async add(submission: Submission): Promise<void> {
      await kysely.insertInto("submission").values(toRow(submission)).execute();
    },
    async postpone(id: string, notBefore: string, reason: string): Promise<void> {
      await kysely
        .updateTable("submission")
        .set({ not_before: notBefore, reason })
        .where("submission_id", "=", id)
        .where("state", "=", "waiting")
        .execute();
    },
    /** Puts one that was refused before the moderators again. */
    async reopen(id: string): Promise<void> {
      await kysely
        .updateTable("submission")
        .set({ state: "review", reason: "", decided_at: null, decided_by: null })
        .where("submission_id", "=", id)
        .where("state", "=", "refused")
        .execute();
    },
    /** False when it was decided already. */
    async settle(id: string, outcome: SubmissionOutcome, at: string): Promise<boolean> {
      const { state, reason = "", title, paperId, by } = outcome;
      const { numUpdatedRows } = await kysely
        .updateTable("submission")
        .set({
          state,
          reason,
          not_before: null,
          ...(title !== undefined && { title }),
          ...(paperId && { paper_id: paperId }),
          ...(state !== "review" && { decided_at: at }),
          ...(by && { decided_by: by }),
          ...(state === "waiting" && { attempts: 0 }),
        })
        .where("submission_id", "=", id)
        .where("state", "in", OPEN)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },
  };
}

function placeOf(submission: Submission): Place {
  return { at: submission.createdAt, id: submission.id };
}

function toSubmission(row: Row): Submission {
  return {
    id: row.submission_id,
    account: row.account_id as AccountId,
    input: JSON.parse(row.input) as SubmissionInput,
    comment: row.comment,
    state: row.state as SubmissionState,
    reason: row.reason,
    title: row.title,
    ...(row.paper_id !== null && { paperId: row.paper_id as PaperId }),
    createdAt: row.created_at,
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by as AccountId }),
    attempts: Number(row.attempts),
  };
}

function toRow(submission: Submission): Row {
  return {
    submission_id: submission.id,
    account_id: submission.account,
    input: JSON.stringify(submission.input),
    comment: submission.comment,
    state: submission.state,
    reason: submission.reason,
    title: submission.title,
    paper_id: submission.paperId ?? null,
    attempts: submission.attempts,
    not_before: null,
    created_at: submission.createdAt,
    decided_at: submission.decidedAt ?? null,
    decided_by: submission.decidedBy ?? null,
  };
}
