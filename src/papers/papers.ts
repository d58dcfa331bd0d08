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
  /** Papers that are gone, because their records now belong to another. */
  readonly removed: readonly PaperId[];
}

/** One entry of the change log. */
interface PaperChange {
  readonly seq: number;
  readonly paperId: PaperId;
  readonly kind: "put" | "remove";
}

/** Where the papers of a stretch of the change log stand now. */
export interface ChangedPapers {
  /** Position reached; pass it in to go on. Equal to what was passed in: nothing is left. */
  readonly seq: number;
  /** Each paper once, as it is now, in the order of its newest change. */
  readonly papers: readonly PaperWithTally[];
  /** Papers that are gone, most of them because they turned out to be another one. */
  readonly removed: readonly PaperId[];
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
  /**
   * The papers behind the next `limit` rows of the change log after `seq`, in a few queries
   * whatever their number; several changes of one paper count once.
   */
  changedPapersSince(seq: number, limit: number): Promise<ChangedPapers>;
}

interface PaperWriter {
  /**
   * Takes records in, in one transaction: recognises, merges, stores, logs the change.
   * The same records in any order and any batching give the same papers.
   *
   * @param seenOn the day counted as first seen, in the site's time zone.
   */
  ingest(records: readonly PaperRecord[], seenOn: Day): Promise<IngestOutcome>;
  /**
   * Undoes a merge: the record becomes a paper of its own, and stays one whatever is
   * ingested later.
   *
   * @returns the page of the record that was taken out.
   * @throws AppError `not_found` when that paper has no such record; `conflict` when it has
   *   no other.
   */
  separate(paperId: PaperId, source: string, sourceId: string): Promise<PaperId>;
  /** Lets a separated record be recognised again; returns the page it then stands on. */
  rejoin(source: string, sourceId: string): Promise<PaperId>;
}

export interface Papers extends PaperReader, PaperWriter {}
