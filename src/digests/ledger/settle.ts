import type { SendOutcome } from "#mail";
import { findTaken } from "./recover.ts";
import type { Run } from "./run.ts";
import type { DeliveryRow } from "./store.ts";

const FIRST_RETRY_MS = 5 * 60_000;
/** The longest wait after a refusal for now; it is tried again until it expires. */
const LONGEST_RETRY_MS = 60 * 60_000;

/** What became of one row; after "unreachable" and "unanswered" the run ends. */
export interface Fate {
  readonly kind:
    | "sent"
    | "unanswered"
    | "refused"
    | "deferred"
    | "unreachable"
    | "waiting"
    | "not wanted";
  readonly reason?: string;
}

/** The row as it was before it was claimed: only an answer of the server counts as an attempt. */
export function untried({ attempts }: DeliveryRow): Partial<DeliveryRow> {
  return { state: "due", attempts: attempts - 1 };
}

/** Writes down what became of a message that was handed to the server, or was not. */
export async function settle(run: Run, delivery: DeliveryRow, outcome: SendOutcome): Promise<Fate> {
  const sent = { state: "sent", sent_at: run.now().toISOString(), last_error: null };
  if (outcome.kind === "accepted") {
    await run.store.settle(delivery, sent);
    return { kind: "sent" };
  }
  const { reason } = outcome;
  run.log.warn({ period: delivery.period, reason }, "a digest was not accepted");
  if (outcome.kind === "refused") return settleRefused(run, delivery, outcome);
  const isTaken =
    outcome.wasHandedOver && (await findTaken(run, [delivery.message_id])).has(delivery.message_id);
  if (!isTaken) run.journal.takeBack(delivery.message_id);
  const change = isTaken ? sent : untried(delivery);
  await run.store.settle(delivery, { ...change, last_error: reason });
  return { kind: isTaken ? "unanswered" : "unreachable", reason };
}

async function settleRefused(
  run: Run,
  delivery: DeliveryRow,
  { isPermanent, reason }: { isPermanent: boolean; reason: string },
): Promise<Fate> {
  run.journal.takeBack(delivery.message_id);
  const waitMs = Math.min(FIRST_RETRY_MS * 2 ** (delivery.attempts - 1), LONGEST_RETRY_MS);
  await run.store.settle(delivery, {
    state: isPermanent ? "failed" : "due",
    last_error: reason,
    lease_until: isPermanent ? null : new Date(run.now().getTime() + waitMs).toISOString(),
  });
  return { kind: isPermanent ? "refused" : "deferred", reason };
}
