import { type Kysely, sql } from "kysely";
import type { PaperId } from "#papers";
import type { EditionTable, Schema } from "#platform";
import type { FrozenEntry } from "../content-hash.ts";
import type { Period } from "../edition.ts";
import { periodKind } from "../period.ts";

type Executor = Kysely<Schema>;

/** As `listChosen` has it: pins by place, the newer first; then all others by votes. */
const PINS_FIRST = `
  case when choice.kind = 'pin' then 0 else 1 end,
  case when choice.kind = 'pin' then choice.place else 0 end,
  case when choice.kind = 'pin' then choice.at end desc,
  case when choice.kind = 'pin' then choice.paper_id end,
  upvotes desc, prior desc, tie`;

export function findEditionRow(
  transaction: Executor,
  period: Period,
): Promise<EditionTable | undefined> {
  return transaction
    .selectFrom("edition")
    .selectAll()
    .where("period", "=", period)
    .executeTakeFirst();
}

/** Writes down the order of an open edition as it stands: as votes and its editors have it. */
export async function copyPlacements(transaction: Executor, period: Period): Promise<void> {
  const column = sql.ref(`placement.${periodKind(period)}`);
  const order = sql.raw(PINS_FIRST);
  await sql`
    insert into edition_entry
      (period, rank, paper_id, score, upvotes, comments, submitted_at)
    select ${column}, row_number() over (order by ${order}), placement.paper_id,
      upvotes + prior, upvotes, comments, submitted_at
    from placement left join edition_choice as choice
      on choice.period = ${period} and choice.paper_id = placement.paper_id
    where ${column} = ${period} and (choice.kind is null or choice.kind <> 'drop')
    order by ${order}`.execute(transaction);
}

/** In rank order. */
export async function listFrozenEntries(
  executor: Executor,
  period: Period,
): Promise<FrozenEntry[]> {
  const rows = await executor
    .selectFrom("edition_entry")
    .selectAll()
    .where("period", "=", period)
    .orderBy("rank")
    .execute();
  return rows.map(({ rank, paper_id, score, upvotes, comments, submitted_at }) => ({
    rank,
    paperId: paper_id as PaperId,
    score,
    upvotes,
    comments,
    submittedAt: submitted_at,
  }));
}

export async function saveFreeze(
  transaction: Executor,
  period: Period,
  freeze: Pick<EditionTable, "papers" | "frozen_at" | "content_hash">,
): Promise<void> {
  await transaction
    .updateTable("edition")
    .set({ ...freeze, late_arrivals: 0 })
    .where("period", "=", period)
    .execute();
}
