import type { Log } from "#platform";
import type { HandOverJournal } from "../mail/hand-over-journal.ts";
import type { ReceiptLookup } from "../mail/receipts.ts";
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
      await parts.store.settle(row, isTaken ? sent : { state: "due" });
    }
    const found = { messages: rows.length, taken: taken.size };
    parts.log.info(found, "an earlier run ended half-way; what it did not hand over is due again");
  }
  if (parts.activeLeases.size === 0) parts.journal.clear();
}

/** Which messages have reached the mail server: it knows best, our journal knows nearly. */
export async function findTaken(
  parts: Pick<RecoverParts, "journal" | "receipts" | "log">,
  messageIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (parts.receipts) {
    try {
      return await parts.receipts(messageIds);
    } catch (error) {
      parts.log.warn({ err: error }, "the mail server's receipts can not be read");
    }
  }
  const handedOver = parts.journal.read();
  return new Set(messageIds.filter((messageId) => handedOver.has(messageId)));
}
