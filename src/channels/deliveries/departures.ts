import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How far a post is known to have come. */
type Departure = "leaving" | "taken";

/** Longer than a post is ever tried for. */
const KEPT_MS = 72 * 3_600_000;
/** A file that is longer loses its old lines. */
const LONG_BYTES = 1 << 20;
const PRIVATE = { mode: 0o600 };

/**
 * Posts that have left, or were about to, in a file of the data folder. It outlives the process,
 * and knows more than a database that was brought back from a copy.
 */
export interface Departures {
  note(id: string, departure: Departure | "refused", now: Date): void;
  /** Nothing: no try of it can have been shown. */
  find(id: string): Departure | undefined;
  /** Takes in what was noted before this process, and by others. */
  load(now: Date): void;
}

/** One line for each step: id, what became of it, when. The last one holds. */
export function openDepartures(dataDir: string): Departures {
  const file = join(dataDir, "posted.log");
  const known = new Map<string, Departure>();
  const take = (id: string, step: string): void => {
    if (step === "leaving" || step === "taken") known.set(id, step);
    else known.delete(id);
  };
  return {
    note(id, departure, at) {
      appendFileSync(file, `${id} ${departure} ${at.toISOString()}\n`, PRIVATE);
      take(id, departure);
    },
    find: (id) => known.get(id),
    load(now) {
      const text = readIfThere(file);
      const oldest = new Date(now.getTime() - KEPT_MS).toISOString();
      const lines = text.split("\n").filter((line) => (line.split(" ")[2] ?? "") >= oldest);
      known.clear();
      for (const [id = "", step = ""] of lines.map((line) => line.split(" "))) take(id, step);
      if (text.length > LONG_BYTES) replace(file, lines.map((line) => `${line}\n`).join(""));
    },
  };
}

function replace(file: string, text: string): void {
  const draft = `${file}.new`;
  writeFileSync(draft, text, PRIVATE);
  renameSync(draft, file);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
