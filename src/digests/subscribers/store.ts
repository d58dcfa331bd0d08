import type { Kysely, Selectable } from "kysely";
import type { Database, Schema, SubscriberTable } from "#platform";

export type SubscriberRow = Selectable<SubscriberTable>;
type SubscriberChange = Partial<Omit<SubscriberRow, "subscriber_id">>;

export interface SubscriberStore {
  find(id: string): Promise<SubscriberRow | undefined>;
  /** By the address, or by the hash that stands for one which was let go. */
  findByEmail(emails: readonly string[]): Promise<SubscriberRow | undefined>;
  insert(row: SubscriberRow): Promise<void>;
  update(id: string, change: SubscriberChange): Promise<void>;
  /** Mails asked for since `instant`, by anyone. */
  countConfirmationsSince(instant: string): Promise<number>;
  listPendingBefore(instant: string): Promise<SubscriberRow[]>;
}

/** Runs `use` in one transaction, one at a time, so that a limit can not be overrun by a race. */
export type InTurn = <T>(use: (store: SubscriberStore) => Promise<T>) => Promise<T>;

export function createSubscriberStore(database: Database): SubscriberStore & { inTurn: InTurn } {
  return {
    ...storeOn(database.kysely, database),
    inTurn: (use) =>
      database.kysely.transaction().execute(async (transaction) => {
        await database.takeTurn(transaction, "subscriber");
        return use(storeOn(transaction, database));
      }),
  };
}

function storeOn(executor: Kysely<Schema>, database: Database): SubscriberStore {
  const rows = () => executor.selectFrom("subscriber").selectAll();
  return {
    find: (id) => rows().where("subscriber_id", "=", id).executeTakeFirst(),
    findByEmail: (emails) =>
      rows().where(database.isOneOf("email", emails)).orderBy("email").executeTakeFirst(),
    async insert(row) {
      await executor.insertInto("subscriber").values(row).execute();
    },
    async update(id, change) {
      await executor
        .updateTable("subscriber")
        .set(change)
        .where("subscriber_id", "=", id)
        .execute();
    },
    async countConfirmationsSince(instant) {
      const row = await executor
        .selectFrom("subscriber")
        .select((select) => select.fn.countAll<number>().as("count"))
        .where("confirmation_sent_at", ">", instant)
        .executeTakeFirstOrThrow();
      return row.count;
    },
    listPendingBefore: (instant) =>
      rows().where("state", "=", "pending").where("confirmation_sent_at", "<", instant).execute(),
  };
}
