import type { SubscriberTable } from "#platform";

/** Active subscribers of the daily digest at 08:00 UTC, confirmed on 2026-11-20 at 09:00. */
export function readers(count: number): SubscriberTable[] {
  return Array.from({ length: count }, (_, index) => ({
    subscriber_id: `reader-${String(index).padStart(9, "0")}`,
    email: `reader${index}@example.org`,
    state: "active",
    cadence: "daily",
    hour: 8,
    time_zone: "UTC",
    token_salt: "salt",
    created_at: "2026-11-01T00:00:00.000Z",
    confirmed_at: "2026-11-20T09:00:00.000Z",
    confirmation_sent_at: null,
    confirmations_sent: 1,
  }));
}
