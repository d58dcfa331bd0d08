import type { Kysely } from "kysely";
import type { Database, Day, Schema } from "#platform";
import type { PaperId, Tally } from "./paper.ts";

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
  readonly tallies: ReadonlyMap<PaperId, Tally>;
  readonly records: readonly StoredRecord[];
  /** Records that change their paper; they are written anew by `records`. */
  readonly movedRecords: readonly Pick<StoredRecord, "source" | "sourceId">[];
  readonly addedKeys: readonly PaperKey[];
  readonly staleKeys: readonly PaperKey[];
  readonly removedPapers: readonly PaperId[];
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
    /** Runs `work` in one transaction; no two run at a time, in any process. */
    inTurn<Result>(work: (transaction: PaperTransaction) => Promise<Result>): Promise<Result> {
      return kysely.transaction().execute(async (transaction) => {
        await database.takeTurn(transaction, "papers");
        return work(queries(database, transaction));
      });
    },
  };
}

function queries(database: Database, executor: Kysely<Schema>) {
  return {
    ...recordQueries(database, executor),
    ...paperQueries(database, executor),
    ...changeQueries(executor),
    write: (writes: PaperWrites) => write(database, executor, writes),
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
  return {
    /** Documents with their counts, in no order. */
    async findPapers(paperIds: readonly PaperId[]) {
      const rows = await executor
        .selectFrom("paper")
        .leftJoin("paper_tally", "paper_tally.paper_id", "paper.paper_id")
        .select(["paper.paper_id as paperId", "document", "document_hash as documentHash"])
        .select(["upvotes", "comments", "citations", "stars"])
        .where(isOneOf("paper.paper_id", paperIds))
        .execute();
      return rows.map(({ paperId, document, documentHash, ...tally }) => ({
        paperId: paperId as PaperId,
        document,
        documentHash,
        tally: toTally(tally),
      }));
    },
    async countPapers() {
      const { count } = await executor
        .selectFrom("paper")
        .select((select) => select.fn.countAll().as("count"))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

function toTally(row: Readonly<Record<keyof Tally, number | null>>): Tally {
  return {
    upvotes: Number(row.upvotes ?? 0),
    comments: Number(row.comments ?? 0),
    citations: Number(row.citations ?? 0),
    stars: Number(row.stars ?? 0),
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

async function write(database: Database, executor: Kysely<Schema>, writes: PaperWrites) {
  await removeStale(database, executor, writes);
  await putPapers(database, executor, writes);
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

async function putPapers(database: Database, executor: Kysely<Schema>, writes: PaperWrites) {
  await database.insertMany(executor, {
    into: "paper",
    rows: writes.papers.map((stored) => ({
      paper_id: stored.paperId,
      edition_day: stored.editionDay,
      document: stored.document,
      document_hash: stored.documentHash,
    })),
    onConflict: { keys: ["paper_id"], update: ["edition_day", "document", "document_hash"] },
  });
  await database.insertMany(executor, {
    into: "paper_tally",
    rows: [...writes.tallies].map(([paperId, tally]) => ({ paper_id: paperId, ...tally })),
    onConflict: { keys: ["paper_id"], update: ["upvotes", "comments", "citations", "stars"] },
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
