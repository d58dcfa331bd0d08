import type { Database } from "#platform";

/**
 * Every value of every table, as one text: to see that something is nowhere in it.
 *
 * @param without tables that are left out.
 */
export async function dumpOf(
  { kysely }: Database,
  without: readonly string[] = [],
): Promise<string> {
  const all = await kysely.introspection.getTables();
  const tables = all.filter(({ name }) => !without.includes(name));
  const rows: unknown[] = [];
  for (const { name } of tables) {
    rows.push(
      await kysely
        .selectFrom(name as "paper")
        .selectAll()
        .execute(),
    );
  }
  return JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
}
