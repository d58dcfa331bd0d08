import type { Database, SourceRunTable } from "#platform";
import type { SourceRun } from "./source-run.ts";

export type RunStore = ReturnType<typeof createRunStore>;

/** All SQL about visits to sources. */
export function createRunStore({ kysely }: Database) {
  const newest = () =>
    kysely
      .selectFrom("source_run")
      .selectAll()
      .where(({ eb, selectFrom }) =>
        eb(
          "started_at",
          "=",
          selectFrom("source_run as other")
            .whereRef("other.source", "=", "source_run.source")
            .select(({ fn }) => fn.max("other.started_at").as("newest")),
        ),
      );
  return {
    /** Writes the run, or what has become of it. */
    async put(run: SourceRun): Promise<void> {
      const row = toRow(run);
      await kysely
        .insertInto("source_run")
        .values(row)
        .onConflict((conflict) => conflict.columns(["source", "started_at"]).doUpdateSet(row))
        .execute();
    },
    /** The last run of each source, by name. */
    async listNewest(): Promise<SourceRun[]> {
      const rows = await newest().orderBy("source").execute();
      return rows.map(toRun);
    },
    /** The last run that came to a good end. */
    async findLastDone(source: string): Promise<SourceRun | undefined> {
      const row = await kysely
        .selectFrom("source_run")
        .selectAll()
        .where("source", "=", source)
        .where("outcome", "=", "done")
        .orderBy("started_at", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && toRun(row);
    },
    async removeBefore(source: string, startedAt: string): Promise<void> {
      await kysely
        .deleteFrom("source_run")
        .where("source", "=", source)
        .where("started_at", "<", startedAt)
        .execute();
    },
  };
}

/**
 * Writes a run that begins, unless another one of its source that is under way or came to a
 * good end began after `since`: then returns that one. No two processes begin at once.
 */
export function beginRun(
  { kysely, takeTurn }: Database,
  run: SourceRun,
  since: string,
): Promise<SourceRun | undefined> {
  return kysely.transaction().execute(async (transaction) => {
    await takeTurn(transaction, "source_run");
    const other = await transaction
      .selectFrom("source_run")
      .selectAll()
      .where("source", "=", run.source)
      .where("started_at", ">", since)
      .where("outcome", "!=", "failed")
      .orderBy("started_at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (other) return toRun(other);
    await transaction.insertInto("source_run").values(toRow(run)).execute();
    return undefined;
  });
}

function toRow(run: SourceRun): SourceRunTable {
  return {
    source: run.source,
    started_at: run.startedAt,
    finished_at: run.finishedAt ?? null,
    outcome: run.outcome,
    records: run.records,
    message: run.message ?? null,
    etag: run.validators.etag ?? null,
    last_modified: run.validators.lastModified ?? null,
  };
}

function toRun(row: SourceRunTable): SourceRun {
  return {
    source: row.source,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    outcome: row.outcome as SourceRun["outcome"],
    records: Number(row.records),
    message: row.message ?? undefined,
    validators: { etag: row.etag ?? undefined, lastModified: row.last_modified ?? undefined },
  };
}
