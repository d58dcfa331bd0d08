import { createId, type Executor } from "#platform";
import type { AccountId } from "../account.ts";
import type { AccountEvent } from "../accounts.ts";

interface EventRow {
  readonly account: AccountId;
  readonly kind: string;
  readonly at: string;
  readonly detail: Readonly<Record<string, string>>;
}

export async function insertEvent(executor: Executor, event: EventRow): Promise<void> {
  const { account, kind, at } = event;
  const detail = JSON.stringify(event.detail);
  const row = { event_id: createId(), account_id: account, kind, at, detail };
  await executor.insertInto("account_event").values(row).execute();
}

/** The newest first. */
export async function listEvents(
  executor: Executor,
  id: AccountId,
  limit: number,
): Promise<AccountEvent[]> {
  const rows = await executor
    .selectFrom("account_event")
    .select(["at", "kind", "detail"])
    .where("account_id", "=", id)
    .orderBy("at", "desc")
    .orderBy("event_id")
    .limit(limit)
    .execute();
  return rows.map(({ at, kind, detail }) => ({ at, kind, detail: JSON.parse(detail) }));
}

export async function deleteEventsOf(executor: Executor, id: AccountId): Promise<void> {
  await executor.deleteFrom("account_event").where("account_id", "=", id).execute();
}

export async function deleteEventsBefore(executor: Executor, instant: string): Promise<void> {
  await executor.deleteFrom("account_event").where("at", "<", instant).execute();
}
