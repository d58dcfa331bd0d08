import { createHash } from "node:crypto";
import type { EditionEntry, Period } from "./edition.ts";

/** One row of a frozen edition, as it is hashed. */
export interface FrozenEntry extends EditionEntry {
  readonly submittedAt: string | null;
}

/**
 * SHA-256, hex, of the canonical text of a frozen edition: one line with the period, then one
 * per entry in rank order, each a JSON array `[rank, id, upvotes, comments, score, submitted]`
 * and a line feed. See docs/editions.md to check one by hand.
 */
export function contentHash(period: Period, entries: Iterable<FrozenEntry>): string {
  const hash = createHash("sha256");
  hash.update(`broadsheet edition 1 ${period}\n`);
  for (const { rank, paperId, upvotes, comments, score, submittedAt } of entries) {
    hash.update(`${JSON.stringify([rank, paperId, upvotes, comments, score, submittedAt])}\n`);
  }
  return hash.digest("hex");
}
