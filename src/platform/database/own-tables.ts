import { type DatabaseIntrospector, type DatabaseMetadataOptions, type Kysely, sql } from "kysely";

const MIGRATION_TABLES = ["kysely_migration", "kysely_migration_lock"];

/**
 * Looks for tables where PostgreSQL makes ours. Kysely's own way reads every column of every
 * schema, and fails when another program drops or changes a table there meanwhile.
 */
export function lookAtOwnTables(database: Kysely<unknown>): DatabaseIntrospector {
  return {
    async getSchemas() {
      const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(
        database,
      );
      return rows;
    },
    async getTables(options?: DatabaseMetadataOptions) {
      const { rows } = await sql<{ name: string; schema: string }>`
        select tablename as name, schemaname as schema
        from pg_catalog.pg_tables where schemaname = current_schema() order by tablename
      `.execute(database);
      return rows
        .filter(({ name }) => options?.withInternalKyselyTables || !MIGRATION_TABLES.includes(name))
        .map((row) => ({ ...row, isView: false, isForeign: false, columns: [] }));
    },
  };
}
