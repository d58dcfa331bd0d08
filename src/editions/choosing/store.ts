import type { Kysely } from "kysely";
import type { PaperId } from "#papers";
import type { Database, Schema } from "#platform";
import type { EditionChoice, Period } from "../edition.ts";
import { periodKind } from "../period.ts";

type Executor = Kysely<Schema>;

/**
 * Pinned papers by their places, then those that are dropped; of papers that stand in the
 * period, or stood in it when it was frozen.
 */
export async function listChoices(executor: Executor, period: Period): Promise<EditionChoice[]> {
  const rows = await executor
    .selectFrom("edition_choice")
    .innerJoin("placement", "placement.paper_id", "edition_choice.paper_id")
    .selectAll("edition_choice")
    .where("edition_choice.period", "=", period)
    .where(`placement.${periodKind(period)}`, "=", period)
    .orderBy("edition_choice.kind", "desc")
    .orderBy("edition_choice.place")
    .orderBy("edition_choice.at", "desc")
    .orderBy("edition_choice.paper_id")
    .execute();
  return rows.map((row) => ({
    paperId: row.paper_id as PaperId,
    kind: row.kind as EditionChoice["kind"],
    place: row.place,
    at: row.at,
  }));
}

export async function findChoice(
  executor: Executor,
  period: Period,
  paperId: PaperId,
): Promise<EditionChoice | undefined> {
  return (await listChoices(executor, period)).find((choice) => choice.paperId === paperId);
}

export async function saveChoice(
  { insertMany }: Pick<Database, "insertMany">,
  executor: Executor,
  period: Period,
  { paperId, kind, place, at }: EditionChoice,
): Promise<void> {
  await insertMany(executor, {
    into: "edition_choice",
    rows: [{ period, paper_id: paperId, kind, place, at }],
    onConflict: { keys: ["period", "paper_id"], update: ["kind", "place", "at"] },
  });
}

export async function deleteChoice(
  executor: Executor,
  period: Period,
  paperId: PaperId,
): Promise<void> {
  await executor
    .deleteFrom("edition_choice")
    .where("period", "=", period)
    .where("paper_id", "=", paperId)
    .execute();
}

/** Whether a paper stands in a period. */
export async function isPlaced(
  executor: Executor,
  period: Period,
  paperId: PaperId,
): Promise<boolean> {
  const row = await executor
    .selectFrom("placement")
    .select("paper_id")
    .where(periodKind(period), "=", period)
    .where("paper_id", "=", paperId)
    .executeTakeFirst();
  return row !== undefined;
}
