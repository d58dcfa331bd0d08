import { sql } from "kysely";
import type { Database, Executor } from "#platform";

/** Names and values: whether mail leaves, and how much has. */
export interface StateStore {
  find(name: string): Promise<string | undefined>;
  /** By the beginning of their names. */
  list(prefix: string): Promise<ReadonlyMap<string, string>>;
  set(name: string, value: string): Promise<void>;
  /** Sets what is not set yet. @returns whether it was this call. */
  setFirst(name: string, value: string): Promise<boolean>;
  /** Reads and writes in one transaction, one process at a time. */
  change(name: string, by: (value: string | undefined) => string): Promise<string>;
  /** @returns the sum. */
  add(name: string, count: number): Promise<number>;
  remove(name: string): Promise<void>;
}

export function createStateStore(database: Database): StateStore {
  const { kysely } = database;
  return {
    find: (name) => find(kysely, name),
    change: (name, by) =>
      kysely.transaction().execute(async (transaction) => {
        await database.takeTurn(transaction, `mail state ${name}`);
        const value = by(await find(transaction, name));
        await set(transaction, name, value);
        return value;
      }),
    async list(prefix) {
      const rows = await kysely
        .selectFrom("mail_state")
        .selectAll()
        .where("name", ">=", prefix)
        .where("name", "<", `${prefix}\uffff`)
        .execute();
      return new Map(rows.map(({ name, value }) => [name, value]));
    },
    set: (name, value) => set(kysely, name, value),
    async setFirst(name, value) {
      const result = await kysely
        .insertInto("mail_state")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    add: (name, count) => add(kysely, name, count),
    async remove(name) {
      await kysely.deleteFrom("mail_state").where("name", "=", name).execute();
    },
  };
}

async function find(executor: Executor, name: string): Promise<string | undefined> {
  const row = await executor
    .selectFrom("mail_state")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value;
}

async function set(executor: Executor, name: string, value: string): Promise<void> {
  await executor
    .insertInto("mail_state")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}

async function add(executor: Executor, name: string, count: number): Promise<number> {
  const sum = sql<string>`cast(cast(mail_state.value as bigint) + ${count} as text)`;
  const row = await executor
    .insertInto("mail_state")
    .values({ name, value: String(count) })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: sum }))
    .returning("value")
    .executeTakeFirstOrThrow();
  return Number(row.value);
}
