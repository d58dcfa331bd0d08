import type { Database } from "#platform";

/** Every value of every table, as one text: to see that something is nowhere in it. */
export async function dumpOf({ kysely }: Database): Promise<string> {
  const tables = await kysely.introspection.getTables();
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
