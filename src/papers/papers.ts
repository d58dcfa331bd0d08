import type { Day } from "#platform";
import type { PaperRecord } from "#sources";
import type { PaperId, PaperWithTally } from "./paper.ts";

/** What became of one batch of records. */
export interface IngestOutcome {
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  /** Papers written by this batch; each has a row in the change log. */
  readonly changed: readonly PaperId[];
}

/** One entry of the change log. */
export interface PaperChange {
  readonly seq: number;
  readonly paperId: PaperId;
  readonly kind: "put" | "remove";
}

/** Reads papers; can not write. */
export interface PaperReader {
  find(id: PaperId): Promise<PaperWithTally | undefined>;
  /** In the order of `ids`, unknown ones left out; one query per 500 ids. */
  findMany(ids: readonly PaperId[]): Promise<PaperWithTally[]>;
  /** Turns anything a person may write (arXiv id or address with version, DOI, page id) into the paper's id. */
  resolve(text: string): Promise<PaperId | undefined>;
  count(): Promise<number>;
  /** Newest position of the change log; 0 when empty. */
  lastChange(): Promise<number>;
  /** In `seq` order, at most `limit`. */
  changesSince(seq: number, limit: number): Promise<PaperChange[]>;
}

export interface PaperWriter {
  /**
   * Takes records in, in one transaction: recognises, merges, stores, logs the change.
   * The same records in any order and any batching give the same papers.
   *
   * @param seenOn the day counted as first seen, in the site's time zone.
   */
  ingest(records: readonly PaperRecord[], seenOn: Day): Promise<IngestOutcome>;
}

export interface Papers extends PaperReader, PaperWriter {}
