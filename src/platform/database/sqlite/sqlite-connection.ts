import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import { isBulkQuery } from "../bulk.ts";
import { createStatementCache, type StatementCache } from "./statement-cache.ts";
import type { WriteLock } from "./write-lock.ts";

/** The two connections of one thread and the lock that orders the writes of all of them. */
export interface SqliteHandles {
  readonly writer: DatabaseSync;
  readonly reader: DatabaseSync;
  readonly lock: WriteLock;
}

export type SqliteConnection = DatabaseConnection & {
  begin(): Promise<void>;
  /** `commit` or `rollback`; releases the write lock whatever happens. Nothing the second time. */
  end(statement: "commit" | "rollback"): void;
};

const READS = /^\s*(select|explain)\b/i;

function isRead(query: CompiledQuery): boolean {
  if (query.query.kind === "SelectQueryNode") return true;
  return query.query.kind === "RawNode" && READS.test(query.sql);
}

/**
 * Makes connections for kysely that share two SQLite connections. Outside a transaction a
 * read runs on the reader at once and a write takes the lock for one statement; `begin`
 * takes the lock until `end`, and all that lies between runs on the writer.
 */
export function createConnections(handles: SqliteHandles): () => SqliteConnection {
  const write = createStatementCache(handles.writer);
  const read = createStatementCache(handles.reader);
  return () => createConnection(handles, write, read);
}

function createConnection(
  { writer, lock }: SqliteHandles,
  write: StatementCache,
  read: StatementCache,
): SqliteConnection {
  let release: (() => void) | undefined;
  async function executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (release) return run<R>(write, query);
    if (isRead(query)) return run<R>(read, query);
    const releaseStatement = await lock(() => writer.exec("BEGIN IMMEDIATE"));
    try {
      const result = run<R>(write, query);
      writer.exec("COMMIT");
      return result;
    } finally {
      if (writer.isTransaction) writer.exec("ROLLBACK");
      releaseStatement();
    }
  }
  return {
    executeQuery,
    async *streamQuery<R>(query: CompiledQuery) {
      yield await executeQuery<R>(query);
    },
    async begin() {
      release = await lock(() => writer.exec("BEGIN IMMEDIATE"));
    },
    end(statement) {
      if (!release) return;
      try {
        if (statement === "commit") writer.exec("COMMIT");
      } finally {
        // SQLite has rolled back by itself after some errors, such as a full disk.
        if (writer.isTransaction) writer.exec("ROLLBACK");
        release();
        release = undefined;
      }
    },
  };
}

function run<R>(statements: StatementCache, query: CompiledQuery): QueryResult<R> {
  const statement = statements(query.sql);
  if (isBulkQuery(query)) {
    let changes = 0;
    for (const parameters of query.parameterLists) {
      changes += Number(statement.run(...(parameters as SQLInputValue[])).changes);
    }
    return { rows: [], numAffectedRows: BigInt(changes) };
  }
  const parameters = query.parameters as SQLInputValue[];
  if (statement.columns().length > 0) {
    // A row of node:sqlite has no prototype; a copy compares equal to a plain object.
    const rows = statement.all(...parameters).map((row) => ({ ...row }) as R);
    return { rows, numAffectedRows: BigInt(rows.length) };
  }
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
