import { randomBytes } from "node:crypto";
import { openHandOverJournal } from "#mail";
import { AppError, parseEmailAddress } from "#platform";
import type { Digests, SendOptions, SendReport } from "../digests.ts";
import { type BatchOutcome, deliver, isServerLost, leaseEnd } from "./deliver.ts";
import { makeOnDemand } from "./on-demand.ts";
import { recover } from "./recover.ts";
import type { Run, SenderParts } from "./run.ts";
import type { LedgerStore } from "./store.ts";

/** Messages under way at once, each on its own connection. */
const CONNECTIONS = 4;
/** Rows claimed at once: few, so that another process finds work too. */
const BATCH = 40;
/** A digest that is later than this is not sent: it would be yesterday's news. */
const EXPIRES_AFTER_MS = 12 * 3_600_000;
const MAX_REASONS = 5;

/** Leases of the runs of this process, so that one run does not take another's for dead. */
const activeLeases = new Set<string>();

export function createSender(parts: SenderParts, store: LedgerStore): Digests["send"] {
  let last: Promise<unknown> = Promise.resolve();
  return (options) => {
    const run = last.then(() => send(parts, store, options));
    last = run.catch(() => {});
    return run;
  };
}

async function send(
  parts: SenderParts,
  store: LedgerStore,
  options: SendOptions,
): Promise<SendReport> {
  const { mail } = parts;
  if (!mail.canSend) throw new AppError("unavailable", "No mail can be sent: set SMTP_URL");
  const startedAt = performance.now();
  const now = () => new Date(options.now.getTime() + performance.now() - startedAt);
  const subscriberId = options.to === undefined ? undefined : await findReader(store, options.to);
  const leaseToken = randomBytes(12).toString("hex");
  const journal = openHandOverJournal(parts.dataDir);
  try {
    await recover({ ...parts, store, journal, activeLeases }, now());
    activeLeases.add(leaseToken);
    await make(parts, store, { ...options, subscriberId });
    const expired = await store.expire(
      new Date(options.now.getTime() - EXPIRES_AFTER_MS).toISOString(),
    );
    const { signal } = options;
    const run: Run = { ...parts, store, journal, leaseToken, signal, now };
    const report = await sendAll(run, options, subscriberId);
    const { isPaused, reason = "by the operator" } = await mail.sending.state();
    return { ...report, expired, ...(isPaused && { paused: reason }) };
  } finally {
    activeLeases.delete(leaseToken);
    journal.close();
  }
}

async function make(
  parts: SenderParts,
  store: LedgerStore,
  { now, period, signal, subscriberId }: SendOptions & { subscriberId: string | undefined },
): Promise<void> {
  if (period) await makeOnDemand(parts, store, period, { now, subscriberId });
  else await parts.composing.compose(now, signal);
}

async function sendAll(
  run: Run,
  { period }: SendOptions,
  subscriberId: string | undefined,
): Promise<Omit<SendReport, "expired">> {
  const outcomes: BatchOutcome[] = [];
  const clients = Array.from({ length: CONNECTIONS }, () => run.mail.openClient());
  try {
    // Asked before each batch: a burst of bounces may come in while a run goes on.
    while (!run.signal?.aborted && !(await run.mail.sending.state()).isPaused) {
      const rows = await run.store.claim({
        now: run.now().toISOString(),
        leaseToken: run.leaseToken,
        leaseUntil: leaseEnd(run),
        limit: BATCH,
        ...(period && { period }),
        ...(subscriberId && { subscriberId }),
      });
      if (rows.length === 0) break;
      const outcome = await deliver(run, clients, rows);
      outcomes.push(outcome);
      if (outcome.fates.some(isServerLost)) break;
    }
    return summarize(outcomes);
  } finally {
    for (const client of clients) client.close();
  }
}

function summarize(outcomes: readonly BatchOutcome[]): Omit<SendReport, "expired"> {
  const fates = outcomes.flatMap((outcome) => outcome.fates);
  const left = outcomes.reduce((sum, outcome) => sum + outcome.left, 0);
  const count = (...kinds: readonly string[]) =>
    fates.filter(({ kind }) => kinds.includes(kind)).length;
  const reasons = new Set(fates.flatMap(({ reason }) => reason ?? []));
  return {
    due: fates.length + left,
    sent: count("sent", "unanswered"),
    failed: count("refused", "deferred", "unreachable") + left,
    refused: count("refused"),
    reasons: [...reasons].slice(0, MAX_REASONS),
  };
}

async function findReader(store: LedgerStore, text: string): Promise<string> {
  const id = await store.findActiveId(parseEmailAddress(text));
  if (id) return id;
  throw new AppError("not_found", `${text} is no active subscriber; subscribe it first`);
}
