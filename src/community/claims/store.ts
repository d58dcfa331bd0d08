import type { Selectable } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { ClaimTable, Database, Executor } from "#platform";
import type { Page, PageRequest } from "../page.ts";
import { type Place, pageOf, placeIn, sizeOf } from "../paging.ts";
import type { Claim, ClaimGrade } from "./claims.ts";

type Row = Selectable<ClaimTable>;

export type ClaimStore = ReturnType<typeof createClaimStore>;
export type ClaimTransaction = ReturnType<typeof queries>;

/** The only writer of `claim`. */
export function createClaimStore(database: Database) {
  const { kysely } = database;
  return {
    ...queries(database, kysely),
    ...queueQuery(database),
    ...checkQueries(database),
    /** Runs `work` in one transaction; no two run at a time, in any process. */
    inTurn<Result>(work: (transaction: ClaimTransaction) => Promise<Result>): Promise<Result> {
      return kysely.transaction().execute(async (transaction) => {
        await database.takeTurn(transaction, "claims");
        return work(queries(database, transaction));
      });
    },
  };
}

function queries({ isOneOf }: Database, executor: Executor) {
  const rows = () => executor.selectFrom("claim").selectAll();
  return {
    async find(id: string): Promise<Claim | undefined> {
      const row = await rows().where("claim_id", "=", id).executeTakeFirst();
      return row && toClaim(row);
    },
    /** Every claim of a paper, in any state. */
    async ofPaper(paperId: PaperId): Promise<Claim[]> {
      const found = await rows().where("paper_id", "=", paperId).orderBy("created_at").execute();
      return found.map(toClaim);
    },
    async standing(paperIds: readonly PaperId[]): Promise<Claim[]> {
      const found = await rows()
        .where("state", "in", ["granted", "disputed"])
        .where(isOneOf("paper_id", paperIds))
        .orderBy("author_place")
        .orderBy("created_at")
        .execute();
      return found.map(toClaim);
    },
    async ofAccount(id: AccountId): Promise<Claim[]> {
      const found = await rows()
        .where("account_id", "=", id)
        .orderBy("created_at", "desc")
        .execute();
      return found.map(toClaim);
    },
    async add(claim: Claim): Promise<void> {
      await executor.insertInto("claim").values(toRow(claim)).execute();
    },
    async update(id: string, change: Partial<Omit<Row, "claim_id">>): Promise<void> {
      await executor.updateTable("claim").set(change).where("claim_id", "=", id).execute();
    },
  };
}

function queueQuery({ kysely }: Database) {
  return {
    /** Pending without a check under way, and disputed; oldest first. */
    async queue(request: PageRequest): Promise<Page<Claim>> {
      const place = placeIn(request);
      const found = await kysely
        .selectFrom("claim")
        .selectAll()
        .where("state", "in", ["pending", "disputed"])
        .where("check_after", "is", null)
        .$if(place !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple("created_at", "claim_id"), ">", tuple(place!.at, place!.id)),
          ),
        )
        .orderBy("created_at")
        .orderBy("claim_id")
        .limit(sizeOf(request) + 1)
        .execute();
      return pageOf(found.map(toClaim), request, placeOf);
    },
  };
}

function checkQueries({ kysely }: Database) {
  return {
    async findUnchecked(now: string, limit: number): Promise<Claim[]> {
      const found = await kysely
        .selectFrom("claim")
        .selectAll()
        .where("state", "=", "pending")
        .where("check_after", "<=", now)
        .orderBy("created_at")
        .limit(limit)
        .execute();
      return found.map(toClaim);
    },
    /** False when another process was quicker. */
    async takeUnchecked(id: string, now: string, until: string): Promise<boolean> {
      const { numUpdatedRows } = await kysely
        .updateTable("claim")
        .set(({ eb }) => ({ check_after: until, check_attempts: eb("check_attempts", "+", 1) }))
        .where("claim_id", "=", id)
        .where("state", "=", "pending")
        .where("check_after", "<=", now)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },
    async checkAttempts(id: string): Promise<number> {
      const row = await kysely
        .selectFrom("claim")
        .select("check_attempts")
        .where("claim_id", "=", id)
        .executeTakeFirst();
      return Number(row?.check_attempts ?? 0);
    },
  };
}

function placeOf(claim: Claim): Place {
  return { at: claim.createdAt, id: claim.id };
}

function toClaim(row: Row): Claim {
  return {
    id: row.claim_id,
    paperId: row.paper_id as PaperId,
    account: row.account_id as AccountId,
    authorPlace: Number(row.author_place),
    authorName: row.author_name,
    grade: row.grade as ClaimGrade,
    state: row.state as Claim["state"],
    evidence: row.evidence,
    reason: row.reason,
    createdAt: row.created_at,
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by as AccountId }),
    isBeingChecked: row.check_after !== null,
  };
}

function toRow(claim: Claim): Row {
  return {
    claim_id: claim.id,
    paper_id: claim.paperId,
    account_id: claim.account,
    author_place: claim.authorPlace,
    author_name: claim.authorName,
    grade: claim.grade,
    state: claim.state,
    evidence: claim.evidence,
    reason: claim.reason,
    created_at: claim.createdAt,
    decided_at: claim.decidedAt ?? null,
    decided_by: claim.decidedBy ?? null,
    check_attempts: 0,
    check_after: claim.isBeingChecked ? claim.createdAt : null,
  };
}
