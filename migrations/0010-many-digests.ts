import { sql } from "kysely";
import { type AnyDatabase, columnTypes } from "./column-types.ts";
import { makeIndex, makeTable } from "./make-table.ts";

/** A subscriber has any number of digests; the ledger is keyed by digest. */
export async function up(database: AnyDatabase): Promise<void> {
  await createDigests(database);
  await moveSchedules(database);
  await rekeyDeliveries(database);
}

async function createDigests(database: AnyDatabase): Promise<void> {
  const digest = {
    digest_id: "text",
    subscriber_id: "text",
    subject_kind: "text",
    subject_target: "text",
    subject_label: "text",
    cadence: "text",
    weekday: "integer",
    hour: "integer",
    time_zone: "text",
    papers: "integer",
    route: "text",
    state: "text",
    created_at: "text",
    active_since: "text",
    next_due_at: "text?",
    covered_until: "text?",
    looked_until: "text?",
  } as const;
  await makeTable(database, "digest", digest, ["digest_id"]);
  await makeIndex(database, "digest", ["subscriber_id"]);
  await makeIndex(database, "digest", ["state", "next_due_at", "cadence", "digest_id"]);
  await makeIndex(database, "digest", ["state", "cadence", "looked_until", "digest_id"]);
  const issue = {
    digest_id: "text",
    period: "text",
    made_at: "text",
    content: "text",
    is_empty: "integer",
  } as const;
  await makeTable(database, "issue", issue, ["digest_id", "period"]);
  const brought = {
    subscriber_id: "text",
    paper_id: "text",
    digest_id: "text",
    period: "text",
    at: "text",
  } as const;
  await makeTable(database, "brought_paper", brought, ["subscriber_id", "paper_id"]);
  await makeIndex(database, "brought_paper", ["at"]);
}

/** What was the only digest of a subscriber keeps the subscriber's id, and so its Message-IDs. */
async function moveSchedules(database: AnyDatabase): Promise<void> {
  await sql`insert into digest
    select subscriber_id, subscriber_id, 'edition', '',
      case when cadence = 'weekly' then 'The weekly edition' else 'The daily edition' end,
      cadence, 1, hour, time_zone, 10, 'mail',
      case when state = 'pending' then 'asked' else 'active' end,
      created_at, coalesce(confirmed_at, created_at), null, null, null
    from subscriber`.execute(database);
  const { text } = columnTypes(database);
  await database.schema.alterTable("subscriber").addColumn("account_id", text).execute();
  for (const column of ["cadence", "hour", "time_zone"]) {
    await database.schema.alterTable("subscriber").dropColumn(column).execute();
  }
  await makeIndex(database, "subscriber", ["account_id"], { isUnique: true });
}

async function rekeyDeliveries(database: AnyDatabase): Promise<void> {
  await sql`create table delivery_before as select * from delivery`.execute(database);
  await database.schema.dropTable("delivery").execute();
  const delivery = {
    digest_id: "text",
    period: "text",
    subscriber_id: "text",
    state: "text",
    due_at: "text",
    attempts: "integer",
    message_id: "text",
    lease_token: "text?",
    lease_until: "text?",
    last_error: "text?",
    sent_at: "text?",
  } as const;
  await makeTable(database, "delivery", delivery, ["digest_id", "period"]);
  await makeIndex(database, "delivery", ["state", "due_at"]);
  await makeIndex(database, "delivery", ["subscriber_id"]);
  await sql`insert into delivery
    select subscriber_id, period, subscriber_id, state, due_at, attempts, message_id,
      lease_token, lease_until, last_error, sent_at
    from delivery_before`.execute(database);
  await database.schema.dropTable("delivery_before").execute();
}
