import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** Which of these Message-IDs the mail server has taken. */
export type ReceiptLookup = (messageIds: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Looks into a text file to which the local mail server writes the Message-ID of all that it
 * takes, before it says so: Postfix's log does, with any prefix on the line.
 */
export function createReceiptFile(file: string): ReceiptLookup {
  return async (messageIds) => {
    const found = new Set<string>();
    const lines = createInterface({ input: createReadStream(file), crlfDelay: 1_000 });
    for await (const line of lines) {
      for (const messageId of messageIds) if (line.includes(messageId)) found.add(messageId);
    }
    return found;
  };
}
