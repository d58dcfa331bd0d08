import { closeSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";

/**
 * Message-IDs whose last byte was about to leave for the mail server. A line is written just
 * before the final dot of a message, without waiting for the disk: it outlives the process,
 * which is what it is for, at the price of some microseconds. A line that begins with a minus
 * takes an earlier one back.
 */
export interface HandOverJournal {
  note(messageId: string): void;
  /** The server has answered that it does not take the message. */
  takeBack(messageId: string): void;
  read(): ReadonlySet<string>;
  /** Forgets everything; to be called when the ledger knows what became of all messages. */
  clear(): void;
  close(): void;
}

export function openHandOverJournal(dataDir: string): HandOverJournal {
  const file = join(dataDir, "handed-over.log");
  const descriptor = openSync(file, "a", 0o600);
  return {
    note: (messageId) => {
      writeSync(descriptor, `${messageId}\n`);
    },
    takeBack: (messageId) => {
      writeSync(descriptor, `-${messageId}\n`);
    },
    read: () => handedOver(readFileSync(file, "utf8")),
    clear: () => truncateSync(file),
    close: () => closeSync(descriptor),
  };
}

function handedOver(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of text.split("\n").filter(Boolean)) {
    if (line.startsWith("-")) found.delete(line.slice(1));
    else found.add(line);
  }
  return found;
}
