import type { Kysely, Selectable } from "kysely";
import type { Database, DigestTable, Executor, Schema, SubscriberTable } from "#platform";

export type SubscriberRow = Selectable<SubscriberTable>;
export type DigestRow = Selectable<DigestTable>;
type SubscriberChange = Partial<Omit<SubscriberRow, "subscriber_id">>;

export interface SubscriberStore {
  find(id: string): Promise<SubscriberRow | undefined>;
  /** By the address, or by the hash that stands for one which was let go. */
  findByEmail(emails: readonly string[]): Promise<SubscriberRow | undefined>;
  findByAccount(accountId: string): Promise<SubscriberRow | undefined>;
  insert(row: SubscriberRow): Promise<void>;
  update(id: string, change: SubscriberChange): Promise<void>;
  /** Mails asked for since `instant`, by anyone. */
  countConfirmationsSince(instant: string): Promise<number>;
  listPendingBefore(instant: string): Promise<SubscriberRow[]>;
  /** In the order in which they were made. */
  digestsOf(subscriberId: string): Promise<DigestRow[]>;
  findDigest(id: string): Promise<DigestRow | undefined>;
  insertDigest(row: DigestRow): Promise<void>;
  updateDigest(id: string, change: Partial<DigestRow>): Promise<void>;
  /** With its issues; what was sent stays in the ledger. */
  removeDigest(id: string): Promise<void>;
  /** Lets go of what active subscribers were asked about before `instant`, and did not confirm. */
  removeAskedBefore(instant: string): Promise<void>;
  /** Every paper that was brought, oldest first. */
  listBrought(id: string): Promise<{ paperId: string; at: string }[]>;
  /** Takes everything of a subscriber out. */
  remove(id: string): Promise<void>;
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

function storeOn(executor: Executor, database: Database): SubscriberStore {
  return { ...peopleOn(executor, database), ...digestsOn(executor) };
}

function peopleOn(executor: Executor, database: Database) {
  const rows = () => executor.selectFrom("subscriber").selectAll();
  return {
    find: (id: string) => rows().where("subscriber_id", "=", id).executeTakeFirst(),
    findByEmail: (emails: readonly string[]) =>
      rows().where(database.isOneOf("email", emails)).orderBy("email").executeTakeFirst(),
    findByAccount: (accountId: string) =>
      rows().where("account_id", "=", accountId).executeTakeFirst(),
    async insert(row: SubscriberRow) {
      await executor.insertInto("subscriber").values(row).execute();
    },
    async update(id: string, change: SubscriberChange) {
      const update = executor.updateTable("subscriber").set(change);
      await update.where("subscriber_id", "=", id).execute();
    },
    async countConfirmationsSince(instant: string) {
      const row = await executor
        .selectFrom("subscriber")
        .select((select) => select.fn.countAll<number>().as("count"))
        .where("confirmation_sent_at", ">", instant)
        .executeTakeFirstOrThrow();
      return row.count;
    },
    listPendingBefore: (instant: string) =>
      rows().where("state", "=", "pending").where("confirmation_sent_at", "<", instant).execute(),
    listBrought: (id: string) =>
      executor
        .selectFrom("brought_paper")
        .select(["paper_id as paperId", "at"])
        .where("subscriber_id", "=", id)
        .orderBy("at")
        .orderBy("paper_id")
        .execute(),
    remove: (id: string) => remove(executor, id),
  };
}

function digestsOn(executor: Executor) {
  const rows = () => executor.selectFrom("digest").selectAll();
  return {
    digestsOf: (subscriberId: string) =>
      rows()
        .where("subscriber_id", "=", subscriberId)
        .orderBy("created_at")
        .orderBy("digest_id")
        .execute(),
    findDigest: (id: string) => rows().where("digest_id", "=", id).executeTakeFirst(),
    async insertDigest(row: DigestRow) {
      await executor.insertInto("digest").values(row).execute();
    },
    async updateDigest(id: string, change: Partial<DigestRow>) {
      await executor.updateTable("digest").set(change).where("digest_id", "=", id).execute();
    },
    async removeAskedBefore(instant: string) {
      const active = executor.selectFrom("subscriber").where("state", "=", "active");
      await executor
        .deleteFrom("digest")
        .where("state", "=", "asked")
        .where("created_at", "<", instant)
        .where("subscriber_id", "in", active.select("subscriber_id"))
        .execute();
    },
    async removeDigest(id: string) {
      await giveUpDue(executor, "digest_id", id);
      await executor.deleteFrom("issue").where("digest_id", "=", id).execute();
      await executor.deleteFrom("digest").where("digest_id", "=", id).execute();
    },
  };
}

async function remove(executor: Executor, id: string): Promise<void> {
  const digests = executor.selectFrom("digest").select("digest_id").where("subscriber_id", "=", id);
  await giveUpDue(executor, "subscriber_id", id);
  await executor.deleteFrom("issue").where("digest_id", "in", digests).execute();
  await executor.deleteFrom("digest").where("subscriber_id", "=", id).execute();
  await executor.deleteFrom("brought_paper").where("subscriber_id", "=", id).execute();
  await executor.deleteFrom("delivery").where("subscriber_id", "=", id).execute();
  await executor.deleteFrom("subscriber").where("subscriber_id", "=", id).execute();
}

/** What was not sent yet is not sent any more. */
async function giveUpDue(
  executor: Kysely<Schema>,
  column: "digest_id" | "subscriber_id",
  id: string,
): Promise<void> {
  const update = executor.updateTable("delivery").set({ state: "suppressed" });
  await update.where(column, "=", id).where("state", "=", "due").execute();
}
