import type { AnyDatabase } from "./column-types.ts";
import { makeIndex, makeTable } from "./make-table.ts";

export async function up(database: AnyDatabase): Promise<void> {
  const channel = {
    channel_id: "text",
    account_id: "text",
    kind: "text",
    title: "text",
    address: "text",
    secret: "text",
    subject_kind: "text",
    subject_target: "text",
    subject_label: "text",
    filter: "text",
    cadence: "text",
    weekday: "integer",
    hour: "integer",
    time_zone: "text",
    papers: "integer",
    days_ago: "integer",
    state: "text",
    failing_since: "text?",
    last_error: "text?",
    last_post_at: "text?",
    created_at: "text",
    active_since: "text",
    next_due_at: "text?",
  } as const;
  await makeTable(database, "channel", channel, ["channel_id"]);
  await makeIndex(database, "channel", ["account_id"]);
  await makeIndex(database, "channel", ["state", "next_due_at"]);
  const post = {
    channel_id: "text",
    period: "text",
    state: "text",
    content: "text",
    attempts: "integer",
    due_at: "text",
    lease_token: "text?",
    lease_until: "text?",
    last_error: "text?",
    sent_at: "text?",
  } as const;
  await makeTable(database, "channel_post", post, ["channel_id", "period"]);
  await makeIndex(database, "channel_post", ["state", "due_at"]);
}
