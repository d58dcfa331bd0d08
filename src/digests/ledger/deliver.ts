import type { Period } from "#editions";
import type { SendOutcome, SmtpClient } from "../mail/smtp.ts";
import { composeDigest, type Digest } from "../messages/compose.ts";
import { toDigestMessage } from "../messages/digest-message.ts";
import { findTaken } from "./recover.ts";
import type { Run } from "./run.ts";
import type { ClaimedDelivery, DeliveryRow } from "./store.ts";

const FIRST_RETRY_MS = 5 * 60_000;
/** The longest wait after a refusal for now; it is tried again until it expires. */
const LONGEST_RETRY_MS = 60 * 60_000;

/** What became of one row; after "unreachable" and "unanswered" the run ends. */
interface Fate {
  readonly kind: "sent" | "unanswered" | "refused" | "deferred" | "unreachable" | "not wanted";
  readonly reason?: string;
}

export interface BatchOutcome {
  readonly fates: readonly Fate[];
  /** Rows that are due again, untried. */
  readonly left: number;
}

/** Whether the mail server has left us without an answer: a run that goes on would lose more. */
export function isServerLost({ kind }: Fate): boolean {
  return kind === "unreachable" || kind === "unanswered";
}

/** Sends claimed rows, one at a time on each connection. */
export async function deliver(
  run: Run,
  clients: readonly SmtpClient[],
  rows: readonly ClaimedDelivery[],
): Promise<BatchOutcome> {
  const digests = new Map<string, Promise<Digest>>();
  const digestOf = (period: string): Promise<Digest> => {
    const digest = digests.get(period) ?? composeDigest(run, run.mail.site, period as Period);
    digests.set(period, digest);
    return digest;
  };
  const queue = [...rows];
  const fates: Fate[] = [];
  const work = async (client: SmtpClient): Promise<void> => {
    while (!(run.signal?.aborted || fates.some(isServerLost))) {
      const row = queue.shift();
      if (!row) return;
      const digest = await digestOf(row.delivery.period);
      fates.push(await deliverOne(run, client, { row, digest }));
    }
  };
  await Promise.all(clients.map(work));
  for (const { delivery } of queue) await run.store.settle(delivery, untried(delivery));
  return { fates, left: queue.length };
}

/** The row as it was before it was claimed: only an answer of the server counts as an attempt. */
function untried({ attempts }: DeliveryRow): Partial<DeliveryRow> {
  return { state: "due", attempts: attempts - 1 };
}

async function deliverOne(
  run: Run,
  client: SmtpClient,
  { row, digest }: { row: ClaimedDelivery; digest: Digest },
): Promise<Fate> {
  const { delivery, subscriber } = row;
  if (!(await run.store.isWanted(delivery))) {
    await run.store.settle(delivery, { state: "suppressed" });
    return { kind: "not wanted" };
  }
  const message = toDigestMessage(digest, run.mail.linksFor(subscriber), run.mail.sender);
  const raw = await run.mail.build(subscriber.email, message, delivery.message_id);
  const envelope = { from: run.mail.sender.address, to: subscriber.email };
  const attempt = () => client.send(envelope, raw, () => run.journal.note(delivery.message_id));
  let outcome = await attempt();
  // Servers close a connection after some time or some number of messages: a new one will do.
  if (outcome.kind === "broken" && !outcome.wasHandedOver) outcome = await attempt();
  return settle(run, delivery, outcome);
}

async function settle(run: Run, delivery: DeliveryRow, outcome: SendOutcome): Promise<Fate> {
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
