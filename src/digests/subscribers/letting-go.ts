import type { Desk } from "./desk.ts";
import { emailOf, readerOf } from "./read-rows.ts";
import type { SubscriberRow, SubscriberStore } from "./store.ts";

/** A request that is not confirmed within this time is let go. */
export const PENDING_MS = 7 * 86_400_000;

/**
 * After a week an unconfirmed address is replaced by its keyed hash, so that its count stays, and
 * what was asked for with it goes.
 */
export async function letGoOfUnconfirmed(desk: Desk): Promise<void> {
  const { store, clock, recommendations } = desk;
  const limit = new Date(clock.now().getTime() - PENDING_MS).toISOString();
  await store.removeAskedBefore(limit);
  for (const row of await store.listPendingBefore(limit)) {
    // First, so that a kill in between leaves a row that is found again.
    if (isUnproven(row)) await recommendations?.forget(readerOf(row));
    await store.inTurn((turn) => letGo(desk, turn, row));
  }
}

async function letGo({ keys }: Desk, turn: SubscriberStore, row: SubscriberRow): Promise<void> {
  const now = await turn.find(row.subscriber_id);
  // Confirmed or asked again since the row was read.
  const isSame = now?.state === row.state && now.confirmation_sent_at === row.confirmation_sent_at;
  if (!isSame) return;
  const email = emailOf(row);
  if (email === undefined || !isUnproven(row)) {
    await turn.update(row.subscriber_id, { state: "unsubscribed" });
    return;
  }
  for (const { digest_id } of await turn.digestsOf(row.subscriber_id)) {
    await turn.removeDigest(digest_id);
  }
  const change = { email: keys.hashOf(email), state: "unsubscribed" };
  await turn.update(row.subscriber_id, change);
}

function isUnproven({ confirmed_at }: SubscriberRow): boolean {
  return confirmed_at === null;
}
