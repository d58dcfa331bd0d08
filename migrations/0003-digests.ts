import { type AnyDatabase, columnTypes } from "./column-types.ts";

export async function up(database: AnyDatabase): Promise<void> {
  await createSubscriber(database);
  await createDelivery(database);
}

async function createSubscriber(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  await database.schema
    .createTable("subscriber")
    .addColumn("subscriber_id", text, (column) => column.primaryKey().notNull())
    .addColumn("email", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("cadence", text, (column) => column.notNull())
    .addColumn("hour", integer, (column) => column.notNull())
    .addColumn("time_zone", text, (column) => column.notNull())
    .addColumn("token_salt", text, (column) => column.notNull())
    .addColumn("created_at", text, (column) => column.notNull())
    .addColumn("confirmed_at", text)
    .addColumn("confirmation_sent_at", text)
    .addColumn("confirmations_sent", integer, (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await database.schema
    .createIndex("subscriber_by_email")
    .on("subscriber")
    .column("email")
    .unique()
    .execute();
}

async function createDelivery(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  await database.schema
    .createTable("delivery")
    .addColumn("subscriber_id", text, (column) => column.notNull())
    .addColumn("period", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("due_at", text, (column) => column.notNull())
    .addColumn("attempts", integer, (column) => column.notNull())
    .addColumn("message_id", text, (column) => column.notNull())
    .addColumn("lease_token", text)
    .addColumn("lease_until", text)
    .addColumn("last_error", text)
    .addColumn("sent_at", text)
    .addPrimaryKeyConstraint("delivery_pk", ["subscriber_id", "period"])
    .modifyEnd(strict)
    .execute();
  await database.schema
    .createIndex("delivery_by_state")
    .on("delivery")
    .columns(["state", "due_at"])
    .execute();
}
