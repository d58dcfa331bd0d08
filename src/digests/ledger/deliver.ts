import type { Period } from "#editions";
import type { SendOutcome, SmtpClient } from "../mail/smtp.ts";
import { composeDigest, type Digest } from "../messages/compose.ts";
import { toDigestMessage } from "../messages/digest-message.ts";
import { findTaken } from "./recover.ts";
import type { Run } from "./run.ts";
import type { ClaimedDelivery, DeliveryRow } from "./store.ts";

const FIRST_RETRY_MS = 5 * 60_000;
/** A message that is refused for now this often is given up. */
const MAX_ATTEMPTS = 5;

export interface BatchOutcome {
  readonly sent: number;
  readonly failed: number;
  /** False when the mail server can not be reached: the run ends, the rows stay due. */
  readonly isServerThere: boolean;
}

type Fate = "sent" | "failed" | "unreachable" | "not wanted";

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
    for (let row = queue.shift(); row; row = queue.shift()) {
      fates.push(
        await deliverOne(run, client, { row, digest: await digestOf(row.delivery.period) }),
      );
      if (fates.includes("unreachable")) return;
    }
  };
  await Promise.all(clients.map(work));
  for (const row of queue) await run.store.settle(row.delivery, { state: "due" });
  const count = (fate: Fate) => fates.filter((one) => one === fate).length;
  return {
    sent: count("sent"),
    failed: count("failed") + count("unreachable") + queue.length,
    isServerThere: !fates.includes("unreachable"),
  };
}

async function deliverOne(
  run: Run,
  client: SmtpClient,
  { row, digest }: { row: ClaimedDelivery; digest: Digest },
): Promise<Fate> {
  const { delivery, subscriber } = row;
  if (!(await run.store.isWanted(delivery))) {
    await run.store.settle(delivery, { state: "suppressed" });
    return "not wanted";
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
    return "sent";
  }
  run.log.warn({ period: delivery.period, reason: outcome.reason }, "a digest was not accepted");
  if (outcome.kind === "broken") {
    const isTaken =
      outcome.wasHandedOver &&
      (await findTaken(run, [delivery.message_id])).has(delivery.message_id);
    const state = isTaken ? sent : { state: "due", attempts: delivery.attempts - 1 };
    await run.store.settle(delivery, { ...state, last_error: outcome.reason });
    return isTaken ? "sent" : "unreachable";
  }
  const isOver = outcome.isPermanent || delivery.attempts >= MAX_ATTEMPTS;
  const waitMs = FIRST_RETRY_MS * 2 ** (delivery.attempts - 1);
  await run.store.settle(delivery, {
    state: isOver ? "failed" : "due",
    last_error: outcome.reason,
    lease_until: isOver ? null : new Date(run.now().getTime() + waitMs).toISOString(),
  });
  return "failed";
}
