import type { SmtpClient } from "#mail";
import type { DigestMessage } from "../digests.ts";
import { takeNext } from "./line.ts";
import type { Run } from "./run.ts";
import { type Fate, settle, untried } from "./settle.ts";
import type { ClaimedDelivery } from "./store.ts";
import { type WrittenDelivery, writeMails } from "./write-mails.ts";

/** A run that has not been heard of for so long has lost its rows. */
const LEASE_MS = 15 * 60_000;

export interface BatchOutcome {
  readonly fates: readonly Fate[];
  /** Rows that are due again, untried. */
  readonly left: number;
}

/** Whether the mail server has left us without an answer: a run that goes on would lose more. */
export function isServerLost({ kind }: Fate): boolean {
  return kind === "unreachable" || kind === "unanswered";
}

export function leaseEnd(run: Pick<Run, "now">): string {
  return new Date(run.now().getTime() + LEASE_MS).toISOString();
}

/** Sends claimed rows, one at a time on each connection, no faster than the pace allows. */
export async function deliver(
  run: Run,
  clients: readonly SmtpClient[],
  rows: readonly ClaimedDelivery[],
): Promise<BatchOutcome> {
  const fates: Fate[] = [];
  const sent = new Map<string, number>();
  const queue = [...(await writeMails(run, await withoutSuppressed(run, rows, fates)))];
  const isOver = () => run.signal?.aborted === true || fates.some(isServerLost);
  const work = async (client: SmtpClient): Promise<void> => {
    while (!isOver()) {
      const next = await takeNext(run, queue, isOver);
      if (!next) return;
      const fate = "waitUntil" in next ? await putBack(run, next) : await send(run, client, next);
      fates.push(fate);
      const { period } = next.row.delivery;
      if (fate.kind === "sent") sent.set(period, (sent.get(period) ?? 0) + 1);
    }
  };
  const heart = setInterval(() => void keepLease(run), LEASE_MS / 3);
  try {
    await Promise.all(clients.map(work));
  } finally {
    clearInterval(heart);
  }
  for (const { row } of queue) await run.store.settle(row.delivery, untried(row.delivery));
  for (const [period, messages] of sent) await run.mail.sending.noteSent(period, messages);
  return { fates, left: queue.length };
}

/** A batch may take longer than its lease where a server is slow or the pace is. */
async function keepLease(run: Run): Promise<void> {
  await run.store.renew(run.leaseToken, leaseEnd(run)).catch((error: unknown) => {
    run.log.warn({ err: error }, "the lease of a run could not be renewed");
  });
}

/** Addresses that get nothing any more, whatever their readers have asked for. */
async function withoutSuppressed(
  run: Run,
  rows: readonly ClaimedDelivery[],
  fates: Fate[],
): Promise<ClaimedDelivery[]> {
  const addresses = rows.map(({ subscriber }) => subscriber.email);
  const suppressed = await run.mail.addresses.suppressed(addresses);
  const left: ClaimedDelivery[] = [];
  for (const row of rows) {
    if (!suppressed.has(row.subscriber.email)) {
      left.push(row);
      continue;
    }
    const last_error = "mail to this address is held back";
    await run.store.settle(row.delivery, { state: "suppressed", last_error });
    fates.push({ kind: "not wanted" });
  }
  return left;
}

/** A destination that takes nothing for now is left to a later run. */
async function putBack(
  run: Run,
  { row, waitUntil }: WrittenDelivery & { readonly waitUntil: Date },
): Promise<Fate> {
  const lease_until = waitUntil.toISOString();
  await run.store.settle(row.delivery, { ...untried(row.delivery), lease_until });
  return { kind: "waiting" };
}

/** Tried again for as long as a mail that the server refuses for now. */
const unwritten = {
  kind: "refused",
  isPermanent: false,
  reason: "it could not be written",
} as const;

/** @returns nothing where this one message can not be made; the others leave all the same. */
function build(run: Run, { delivery, subscriber }: ClaimedDelivery, message: DigestMessage) {
  const { period, message_id } = delivery;
  const name = { digestId: delivery.digest_id, period };
  return run.mail.build(subscriber.email, message, message_id, name).catch((error: unknown) => {
    run.log.error({ period, err: error }, "a digest could not be built");
    return undefined;
  });
}

async function send(run: Run, client: SmtpClient, written: WrittenDelivery): Promise<Fate> {
  const { row, message, isUnwritten } = written;
  const { delivery, subscriber } = row;
  if (isUnwritten) return settle(run, delivery, unwritten);
  const isWanted = message !== undefined && (await run.store.isWanted(delivery));
  if (!isWanted) {
    await run.store.settle(delivery, { state: message ? "suppressed" : "expired" });
    return { kind: "not wanted" };
  }
  const raw = await build(run, row, message);
  if (!raw) return settle(run, delivery, unwritten);
  const name = { digestId: delivery.digest_id, period: delivery.period };
  const envelope = { ...run.mail.returnPath(name, subscriber.email), to: subscriber.email };
  const attempt = () => client.send(envelope, raw, () => run.journal.note(delivery.message_id));
  let outcome = await attempt();
  // Servers close a connection after some time or some number of messages: a new one will do.
  if (outcome.kind === "broken" && !outcome.wasHandedOver) outcome = await attempt();
  const isDeferred = outcome.kind === "refused" && !outcome.isPermanent;
  if (outcome.kind !== "broken") run.mail.pace.note(subscriber.email, { isDeferred }, run.now());
  if (outcome.kind === "refused" && outcome.isPermanent) {
    const { reason } = outcome;
    await run.mail.events.noteRefusal({ delivery: name, to: subscriber.email, reason });
  }
  return settle(run, delivery, outcome);
}
