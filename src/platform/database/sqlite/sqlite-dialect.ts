import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import {
  createConnections,
  type SqliteConnection,
  type SqliteHandles,
} from "./sqlite-connection.ts";

/** kysely over `node:sqlite`: one writer and one reader per thread, and one queue of writers. */
export function createSqliteDialect(handles: SqliteHandles): Dialect {
  return {
    createAdapter: () => new ConcurrentSqliteAdapter(),
    createDriver: () => createDriver(handles),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Tells kysely what this connection can do beyond what it expects of SQLite. */
class ConcurrentSqliteAdapter extends SqliteAdapter {
  /** Reads go past an open transaction instead of queueing behind it. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  /** Migrations run in one transaction, so that a crash among them leaves none half done. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function createDriver(handles: SqliteHandles): Driver {
  const connect = createConnections(handles);
  const own = (connection: DatabaseConnection) => connection as SqliteConnection;
  const savepoint = (verb: string) => async (connection: DatabaseConnection, name: string) => {
    await connection.executeQuery(CompiledQuery.raw(`${verb} "${name.replaceAll('"', '""')}"`));
  };
  return {
    init: async () => {},
    acquireConnection: async () => connect(),
    beginTransaction: (connection) => own(connection).begin(),
    commitTransaction: async (connection) => own(connection).end("commit"),
    rollbackTransaction: async (connection) => own(connection).end("rollback"),
    savepoint: savepoint("savepoint"),
    rollbackToSavepoint: savepoint("rollback to"),
    releaseSavepoint: savepoint("release"),
    releaseConnection: async () => {},
    destroy: async () => {
      handles.reader.close();
      handles.writer.close();
    },
  };
}
