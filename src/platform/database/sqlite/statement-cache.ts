import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Prepared statements kept per connection; more than the program has queries. */
const CAPACITY = 300;

export type StatementCache = (sql: string) => StatementSync;

/** Hands out the prepared statement of an SQL text; the least recently used one goes first. */
export function createStatementCache(connection: DatabaseSync): StatementCache {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const known = statements.get(sql);
    if (known) {
      statements.delete(sql);
      statements.set(sql, known);
      return known;
    }
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    if (statements.size > CAPACITY) statements.delete(statements.keys().next().value ?? "");
    return statement;
  };
}
