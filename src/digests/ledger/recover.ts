import type { HandOverJournal, ReceiptLookup } from "#mail";
import type { Log } from "#platform";
import type { LedgerStore } from "./store.ts";

export interface RecoverParts {
  readonly store: LedgerStore;
  readonly journal: HandOverJournal;
  readonly receipts?: ReceiptLookup | undefined;
  readonly log: Pick<Log, "info" | "warn">;
  /** Leases of runs that are under way in this process. */
  readonly activeLeases: ReadonlySet<string>;
}

/** Decides about messages that an earlier run left half done; see docs/digests.md. */
export async function recover(parts: RecoverParts, now: Date): Promise<void> {
  const all = await parts.store.listAbandoned(now.toISOString());
  const rows = all.filter((row) => !parts.activeLeases.has(row.lease_token ?? ""));
  if (rows.length > 0) {
    const taken = await findTaken(
      parts,
      rows.map((row) => row.message_id),
    );
    for (const row of rows) {
      const sent = { state: "sent", sent_at: now.toISOString(), last_error: "answer not seen" };
      const isTaken = taken.has(row.message_id);
      await parts.store.settle(row, isTaken ? sent : { state: "due", attempts: row.attempts - 1 });
    }
    const found = { messages: rows.length, taken: taken.size };
    parts.log.info(found, "an earlier run ended half-way; what it did not hand over is due again");
  }
  // A lease that still runs may be of a process that died: its lines are needed when it ends.
  const isIdle = parts.activeLeases.size === 0 && !(await parts.store.isAnySending());
  if (isIdle) parts.journal.clear();
}

/**
 * Which messages have reached the mail server: it knows best, our journal knows nearly. A
 * message that the server only began to take has reached it if we sent its last byte.
 */
export async function findTaken(
  parts: Pick<RecoverParts, "journal" | "receipts" | "log">,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const handedOver = parts.journal.read();
  if (parts.receipts) {
    try {
      const { taken, begun } = await parts.receipts(messageIds);
      return new Set(
        messageIds.filter((id) => taken.has(id) || (begun.has(id) && handedOver.has(id))),
      );
    } catch (error) {
      parts.log.warn({ err: error }, "the mail server's receipts can not be read");
    }
  }
  return new Set(messageIds.filter((id) => handedOver.has(id)));
}
