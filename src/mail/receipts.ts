import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** What a mail server has written about messages. */
interface Receipts {
  /** Message-IDs of what it has taken. */
  readonly taken: ReadonlySet<string>;
  /** Message-IDs of what it began to take; whether it came to the end is not told. */
  readonly begun: ReadonlySet<string>;
}

export type ReceiptLookup = (messageIds: readonly string[]) => Promise<Receipts>;

/** Postfix names a message when its header has come, before the rest has. */
const POSTFIX_BEGUN = /\/cleanup\[\d+\]: (\w+): message-id=/;
/** It is in the queue, and Postfix answers for it. */
const POSTFIX_TAKEN = /\/qmgr\[\d+\]: (\w+): from=.*\(queue active\)/;

/**
 * Looks into a text file to which the local mail server writes the Message-IDs of what it
 * takes, before it says so: the log of Postfix, or any file with one of them on a line.
 */
export function createReceiptFile(file: string): ReceiptLookup {
  return async (messageIds) => {
    const taken = new Set<string>();
    const begun = new Map<string, string>();
    const lines = createInterface({ input: createReadStream(file), crlfDelay: 1_000 });
    for await (const line of lines) {
      const messageId = messageIds.find((one) => line.includes(one));
      const queueId = (messageId ? POSTFIX_BEGUN : POSTFIX_TAKEN).exec(line)?.[1];
      const queued = queueId && begun.get(queueId);
      if (messageId && queueId) begun.set(queueId, messageId);
      else if (messageId) taken.add(messageId);
      else if (queued) taken.add(queued);
    }
    return { taken, begun: new Set(begun.values()) };
  };
}
