import type { Kysely } from "kysely";
import type { Database, Day, Executor, Schema } from "#platform";
import { listAddedAfter, putPapers } from "./arrivals/store.ts";
import type { OwnTally, PaperId, SourceTally } from "./paper.ts";
import type { PaperMove } from "./tallies/paper-move.ts";
import * as tallies from "./tallies/store.ts";
import type { TallyReading } from "./tallies/tally-reading.ts";
import { tallyColumns, toOwnTally, toSourceTally, toTally } from "./tallies/tally-row.ts";

/** A record as it lies in the store. */
export interface StoredRecord {
  readonly paperId: PaperId;
  readonly source: string;
  readonly sourceId: string;
  /** JSON of the `PaperRecord`. */
  readonly record: string;
  readonly recordHash: string;
  readonly seenOn: Day;
}

/** A paper as it lies in the store. */
export interface StoredPaper {
  readonly paperId: PaperId;
  readonly editionDay: Day;
  /** JSON of the `Paper`. */
  readonly document: string;
  readonly documentHash: string;
}

interface StoredChange {
  readonly seq: number;
  readonly paperId: PaperId;
  readonly kind: "put" | "remove";
}

export interface PaperKey {
  readonly paperId: PaperId;
  readonly key: string;
}

/** Everything one transaction writes. */
export interface PaperWrites {
  readonly papers: readonly StoredPaper[];
  readonly tallies: ReadonlyMap<PaperId, SourceTally>;
  /** Earlier counts that new records know of. */
  readonly readings?: readonly TallyReading[];
  readonly records: readonly StoredRecord[];
  /** Records that change their paper; they are written anew by `records`. */
  readonly movedRecords: readonly Pick<StoredRecord, "source" | "sourceId">[];
  readonly addedKeys: readonly PaperKey[];
  readonly staleKeys: readonly PaperKey[];
  readonly removedPapers: readonly PaperId[];
  readonly moves: readonly PaperMove[];
  /** In the order in which they enter the change log. */
  readonly changes: readonly Omit<StoredChange, "seq">[];
}

export type PaperStore = ReturnType<typeof createPaperStore>;
export type PaperTransaction = ReturnType<typeof queries>;

/** All SQL about papers. */
export function createPaperStore(database: Database) {
  const { kysely } = database;
  return {
    ...queries(database, kysely),
    /** Runs `work` in one transaction, or `within` one; no two run at a time, in any process. */
    inTurn<Result>(
      work: (transaction: PaperTransaction) => Promise<Result>,
      within?: Executor,
    ): Promise<Result> {
      const run = async (transaction: Executor) => {
        await database.takeTurn(transaction, "papers");
        return work(queries(database, transaction));
      };
      return within ? run(within) : kysely.transaction().execute(run);
    },
    recount: (transaction: Executor, counts: ReadonlyMap<PaperId, OwnTally>) =>
      tallies.recount(database, transaction, counts),
    readingsSince: tallies.readingsSince.bind(undefined, database),
    addedAfter: listAddedAfter.bind(undefined, database),
  };
}

function queries(database: Database, executor: Kysely<Schema>) {
  return {
    ...recordQueries(database, executor),
    ...paperQueries(database, executor),
    ...changeQueries(executor),
    write: (writes: PaperWrites, now: string) => write(database, executor, { writes, now }),
    hide: tallies.hide.bind(undefined, database, executor),
  };
}

function recordQueries({ isOneOf }: Database, executor: Kysely<Schema>) {
  const records = () =>
    executor
      .selectFrom("paper_record")
      .select([
        "paper_id as paperId",
        "source",
        "source_id as sourceId",
        "record_hash as recordHash",
        "seen_on as seenOn",
      ]);
  return {
    /** The records of one source, without their words. */
    async findRecords(source: string, sourceIds: readonly string[]) {
      const rows = await records()
        .where("source", "=", source)
        .where(isOneOf("source_id", sourceIds))
        .execute();
      return rows as Omit<StoredRecord, "record">[];
    },
    /** Every record of these papers. */
    async recordsOf(paperIds: readonly PaperId[]) {
      const rows = await records().select("record").where(isOneOf("paper_id", paperIds)).execute();
      return rows as StoredRecord[];
    },
    async deleteRecord(source: string, sourceId: string) {
      await executor
        .deleteFrom("paper_record")
        .where("source", "=", source)
        .where("source_id", "=", sourceId)
        .execute();
    },
    async keysOf(paperIds: readonly PaperId[]) {
      const rows = await executor
        .selectFrom("paper_key")
        .select(["paper_id as paperId", "key"])
        .where(isOneOf("paper_id", paperIds))
        .execute();
      return rows as PaperKey[];
    },
    /** The papers that have any of these keys, by key. */
    async findByKeys(keys: readonly string[]) {
      const rows = await executor
        .selectFrom("paper_key")
        .select(["paper_id as paperId", "key"])
        .where(isOneOf("key", keys))
        .execute();
      return rows as PaperKey[];
    },
  };
}

function paperQueries({ isOneOf }: Database, executor: Kysely<Schema>) {
  const papers = (paperIds: readonly PaperId[]) =>
    executor
      .selectFrom("paper")
      .leftJoin("paper_tally", "paper_tally.paper_id", "paper.paper_id")
      .select(["paper.paper_id as paperId", "document", ...tallyColumns])
      .where(isOneOf("paper.paper_id", paperIds));
  return {
    /** Documents with their counts, in no order; those in sight, or those out of it. */
    async findPapers(paperIds: readonly PaperId[], isHidden = false) {
      const rows = await papers(paperIds)
        .where("is_hidden", "=", isHidden ? 1 : 0)
        .execute();
      return rows.map(({ paperId, document, ...tally }) => ({
        paperId: paperId as PaperId,
        document,
        tally: toTally(tally),
      }));
    },
    /** Every paper as it lies in the store, in sight or not. */
    async findStored(paperIds: readonly PaperId[]) {
      const rows = await papers(paperIds)
        .select(["document_hash as documentHash", "is_hidden as isHidden"])
        .execute();
      return rows.map((row) => ({
        paperId: row.paperId as PaperId,
        documentHash: row.documentHash,
        tally: toSourceTally(row),
        own: toOwnTally(row),
        isHidden: Number(row.isHidden) === 1,
      }));
    },
    async countPapers() {
      const count = async (isHidden: boolean) => {
        const { count } = await executor
          .selectFrom("paper")
          .select((select) => select.fn.countAll().as("count"))
          .$if(isHidden, (query) => query.where("is_hidden", "=", 1))
          .executeTakeFirstOrThrow();
        return Number(count);
      };
      return (await count(false)) - (await count(true));
    },
  };
}

function changeQueries(executor: Kysely<Schema>) {
  return {
    async lastChange() {
      const row = await executor
        .selectFrom("change")
        .select("seq")
        .orderBy("seq", "desc")
        .limit(1)
        .executeTakeFirst();
      return Number(row?.seq ?? 0);
    },
    async changesSince(seq: number, limit: number) {
      const rows = await executor
        .selectFrom("change")
        .select(["seq", "paper_id", "kind"])
        .where("seq", ">", seq)
        .orderBy("seq")
        .limit(limit)
        .execute();
      return rows.map((row): StoredChange => {
        return { seq: Number(row.seq), paperId: row.paper_id as PaperId, kind: row.kind };
      });
    },
  };
}

async function write(
  database: Database,
  executor: Kysely<Schema>,
  { writes, now }: { readonly writes: PaperWrites; readonly now: string },
) {
  await putPapers(database, executor, { writes, now });
  await removeStale(database, executor, writes);
  await tallies.keepReadings(database, executor, { readings: writes.tallies, seenAt: now });
  await tallies.keepHistory(database, executor, writes.readings ?? []);
  await tallies.moveCounts(executor, writes.moves);
  await database.insertMany(executor, {
    into: "paper_record",
    rows: writes.records.map((stored) => ({
      paper_id: stored.paperId,
      source: stored.source,
      source_id: stored.sourceId,
      record: stored.record,
      record_hash: stored.recordHash,
      seen_on: stored.seenOn,
    })),
    onConflict: {
      keys: ["paper_id", "source", "source_id"],
      update: ["record", "record_hash", "seen_on"],
    },
  });
  await database.insertMany(executor, {
    into: "paper_key",
    rows: writes.addedKeys.map(({ paperId, key }) => ({ paper_id: paperId, key })),
    onConflict: { keys: ["paper_id", "key"] },
  });
  await database.insertMany(executor, {
    into: "change",
    rows: writes.changes.map(({ paperId, kind }) => ({ paper_id: paperId, kind })),
  });
}

async function removeStale(database: Database, executor: Kysely<Schema>, writes: PaperWrites) {
  const { isOneOf } = database;
  for (const [source, records] of Map.groupBy(writes.movedRecords, (record) => record.source)) {
    await executor
      .deleteFrom("paper_record")
      .where("source", "=", source)
      .where(
        isOneOf(
          "source_id",
          records.map((record) => record.sourceId),
        ),
      )
      .execute();
  }
  for (const [paperId, keys] of Map.groupBy(writes.staleKeys, (key) => key.paperId)) {
    await executor
      .deleteFrom("paper_key")
      .where("paper_id", "=", paperId)
      .where(
        isOneOf(
          "key",
          keys.map(({ key }) => key),
        ),
      )
      .execute();
  }
  if (writes.removedPapers.length === 0) return;
  for (const table of ["paper", "paper_tally", "paper_key"] as const) {
    await executor.deleteFrom(table).where(isOneOf("paper_id", writes.removedPapers)).execute();
  }
}
