import { appendFileSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How far a post has come from this folder, and since when. */
export interface Departure {
  readonly step: Step;
  /** ISO 8601. */
  readonly at: string;
}

const steps = ["ready", "leaving", "taken", "refused"] as const;
/**
 * `ready`: the database is told that it leaves, and nothing has left yet; `refused`: what left was
 * not taken, or nothing had left.
 */
type Step = (typeof steps)[number];

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
  note(id: string, step: Step, now: Date): void;
  /** Nothing: no try of it has left from this folder. */
  find(id: string): Departure | undefined;
  /** Takes in what was noted before this process, and by others. */
  load(now: Date): void;
}

/** One line for each step: id, what became of it, when. The last one holds. */
export function openDepartures(dataDir: string): Departures {
  const file = join(dataDir, "posted.log");
  const known = new Map<string, Departure>();
  const take = (id: string, step: string, at: string): void => {
    if (isStep(step)) known.set(id, { step, at });
  };
  return {
    note(id, step, now) {
      const at = now.toISOString();
      appendFileSync(file, `${id} ${step} ${at}\n`, PRIVATE);
      take(id, step, at);
    },
    find: (id) => known.get(id),
    load(now) {
      const text = readIfThere(file);
      const oldest = new Date(now.getTime() - KEPT_MS).toISOString();
      const lines = text.split("\n").filter((line) => (line.split(" ")[2] ?? "") >= oldest);
      known.clear();
      for (const [id = "", step = "", at = ""] of lines.map((line) => line.split(" "))) {
        take(id, step, at);
      }
      if (text.length > LONG_BYTES) replace(file, lines.map((line) => `${line}\n`).join(""));
    },
  };
}

function isStep(word: string): word is Step {
  return steps.some((step) => step === word);
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
