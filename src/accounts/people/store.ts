import type { Selectable } from "kysely";
import type { AccountTable, Database, Executor } from "#platform";
import type { Account, AccountId, Person } from "../account.ts";
import { toAccount, toPerson } from "./to-account.ts";

export type AccountRow = Selectable<AccountTable>;

/** Accounts with the ORCID iD they have signed in with; other stores join to it. */
export function accountRows(executor: Executor, orcidIssuer: string) {
  return executor
    .selectFrom("account")
    .leftJoin("identity as orcid_identity", (join) =>
      join
        .onRef("orcid_identity.account_id", "=", "account.account_id")
        .on("orcid_identity.issuer", "=", orcidIssuer),
    )
    .selectAll("account")
    .select("orcid_identity.subject as orcid");
}

export interface PeopleStore {
  find(id: AccountId): Promise<Account | undefined>;
  findByName(name: string): Promise<Account | undefined>;
  findByEmail(email: string): Promise<Account | undefined>;
  findByOrcid(orcid: string): Promise<Person | undefined>;
  findMany(ids: readonly AccountId[]): Promise<Person[]>;
  list(request: { query: string; after?: string; limit: number }): Promise<Account[]>;
  /** Whether one of these stands in the column of names. */
  isTaken(names: readonly string[]): Promise<boolean>;
  insert(row: AccountRow): Promise<void>;
  update(id: AccountId, change: Partial<Omit<AccountRow, "account_id">>): Promise<void>;
  /** Active ones. */
  countAdministrators(): Promise<number>;
  createdBetween(from: string, until: string): Promise<AccountId[]>;
  /** Verified, or given another role. */
  risenBetween(from: string, until: string): Promise<AccountId[]>;
}

export function createPeopleStore(
  database: Database,
  orcidIssuer: string,
  executor: Executor = database.kysely,
): PeopleStore {
  const rows = () => accountRows(executor, orcidIssuer);
  return {
    async find(id) {
      const row = await rows().where("account.account_id", "=", id).executeTakeFirst();
      return row && toAccount(row);
    },
    async findByName(name) {
      const row = await rows().where("name", "=", name).executeTakeFirst();
      return row && toAccount(row);
    },
    async findByEmail(email) {
      const row = await rows().where("email", "=", email).executeTakeFirst();
      return row && toAccount(row);
    },
    async findByOrcid(orcid) {
      const row = await rows().where("orcid_identity.subject", "=", orcid).executeTakeFirst();
      return row && toPerson(row);
    },
    async findMany(ids) {
      const found = await rows()
        .where(database.isOneOf("account.account_id", [...new Set(ids)]))
        .execute();
      return found.map(toPerson);
    },
    list: (request) => listAccounts(rows(), request),
    ...writes(database, executor),
    ...spans(executor),
  };
}

/** The first text behind all those that begin with `query`. */
const LAST_CHARACTER = String.fromCodePoint(0x10ffff);

async function listAccounts(
  rows: ReturnType<typeof accountRows>,
  { query, after = "", limit }: { query: string; after?: string; limit: number },
): Promise<Account[]> {
  const end = query + LAST_CHARACTER;
  const found = await rows
    .where("state", "!=", "deleted")
    .where("name", ">", after)
    .where((on) =>
      on.or([
        on.and([on("name", ">=", query), on("name", "<", end)]),
        on.and([on("email", ">=", query), on("email", "<", end)]),
      ]),
    )
    .orderBy("name")
    .limit(limit)
    .execute();
  return found.map(toAccount);
}

function writes(
  database: Database,
  executor: Executor,
): Pick<PeopleStore, "isTaken" | "insert" | "update" | "countAdministrators"> {
  return {
    async isTaken(names) {
      const row = await executor
        .selectFrom("account")
        .select("account_id")
        .where(database.isOneOf("name", names))
        .executeTakeFirst();
      return row !== undefined;
    },
    async insert(row) {
      await executor.insertInto("account").values(row).execute();
    },
    async update(id, change) {
      await executor.updateTable("account").set(change).where("account_id", "=", id).execute();
    },
    async countAdministrators() {
      const row = await executor
        .selectFrom("account")
        .select((select) => select.fn.countAll<number>().as("count"))
        .where("role", "=", "admin")
        .where("state", "=", "active")
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

/** Accounts that something happened to in `(from, until]`. */
function spans(executor: Executor): Pick<PeopleStore, "createdBetween" | "risenBetween"> {
  return {
    async createdBetween(from, until) {
      const found = await executor
        .selectFrom("account")
        .select("account_id")
        .where("created_at", ">", from)
        .where("created_at", "<=", until)
        .where("state", "=", "active")
        .orderBy("created_at")
        .execute();
      return found.map((row) => row.account_id as AccountId);
    },
    async risenBetween(from, until) {
      const found = await executor
        .selectFrom("account")
        .select("account_id")
        .where("state", "=", "active")
        .where(({ and, eb, or, selectFrom }) =>
          or([
            and([eb("verified_at", ">", from), eb("verified_at", "<=", until)]),
            eb(
              "account_id",
              "in",
              selectFrom("account_event")
                .select("account_event.account_id")
                .where("account_event.account_id", "is not", null)
                .$narrowType<{ account_id: string }>()
                .where("kind", "=", "role-changed")
                .where("at", ">", from)
                .where("at", "<=", until),
            ),
          ]),
        )
        .orderBy("account_id")
        .execute();
      return found.map((row) => row.account_id as AccountId);
    },
  };
}
