import { CompiledQuery } from "kysely";

/** One statement run once for each list of parameters; understood by our SQLite driver. */
export interface BulkQuery extends CompiledQuery {
  readonly parameterLists: readonly (readonly unknown[])[];
}

export function bulkQuery(sql: string, parameterLists: readonly (readonly unknown[])[]): BulkQuery {
  return { ...CompiledQuery.raw(sql), parameterLists };
}

export function isBulkQuery(query: CompiledQuery): query is BulkQuery {
  return "parameterLists" in query;
}
