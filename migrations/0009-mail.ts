import type { AnyDatabase } from "./column-types.ts";
import { makeIndex, makeTable } from "./make-table.ts";

export async function up(database: AnyDatabase): Promise<void> {
  const address = {
    address_hash: "text",
    state: "text",
    reason: "text?",
    score: "real",
    hard_bounces: "integer",
    first_hard_at: "text?",
    last_bounce_at: "text?",
    suppressed_at: "text?",
  } as const;
  await makeTable(database, "mail_address", address, ["address_hash"]);
  const event = {
    event_key: "text",
    kind: "text",
    address_hash: "text?",
    digest_id: "text?",
    period: "text?",
    status: "text?",
    source: "text",
    detail: "text",
    at: "text",
  } as const;
  await makeTable(database, "mail_event", event, ["event_key"]);
  await makeIndex(database, "mail_event", ["at"]);
  await makeIndex(database, "mail_event", ["period", "kind"]);
  const domain = { domain: "text", back_off_ms: "integer", not_before: "text?" } as const;
  await makeTable(database, "mail_domain", domain, ["domain"]);
  await makeTable(database, "mail_state", { name: "text", value: "text" }, ["name"]);
}
