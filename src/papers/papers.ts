import type { Day, Executor } from "#platform";
import type { PaperRecord } from "#sources";
import type { OwnTally, PaperId, PaperWithTally } from "./paper.ts";
import type { SaidOrganization } from "./said-organizations.ts";
import type { TallyReading } from "./tallies/tally-reading.ts";

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
  /** The organisations of a paper in its order, each with the sources that name it. */
  organizationsOf(
    paper: Pick<PaperWithTally, "id" | "organizations">,
  ): Promise<readonly SaidOrganization[]>;
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
  separate(paperId: PaperId, source: string, sourceId: string, within?: Executor): Promise<PaperId>;
  /**
   * Takes a record out for good, as what its source no longer says; unknown ones are left out.
   *
   * @throws AppError `conflict` when the paper has no other record.
   */
  retract(source: string, sourceId: string): Promise<void>;
  /** Lets a separated record be recognised again; returns the page it then stands on. */
  rejoin(source: string, sourceId: string, within?: Executor): Promise<PaperId>;
}

/** Takes counts over from `community`, which knows who voted and commented. */
interface TallyWriter {
  /**
   * Sets the counts of this site and logs the change, within the transaction that wrote the
   * votes or comments, so that count and vote never part.
   */
  recount(transaction: Executor, counts: ReadonlyMap<PaperId, OwnTally>): Promise<void>;
}

/**
 * What moderators do to papers. Each appends to the change log; with `within`, in that
 * transaction, so that what is done and the entry that says so never part.
 */
interface PaperCurator {
  /** Has whoever follows the change log, and every kept page, look at these papers anew. */
  touch(ids: readonly PaperId[]): Promise<void>;
  /** Out of sight, the paper reads as if it were not there; every record is kept. */
  hide(id: PaperId, isHidden: boolean, within?: Executor): Promise<void>;
  /** Papers that are out of sight; unknown ids are left out. */
  findHidden(ids: readonly PaperId[]): Promise<PaperWithTally[]>;
  /**
   * Makes one page of two, whatever is ingested later and in whatever order; `into` gives it
   * its id, unless only the other has an arXiv id. `separate` takes a record out again.
   *
   * @throws AppError `not_found` when either is not there, `conflict` when they are one.
   */
  join(id: PaperId, into: PaperId, within?: Executor): Promise<JoinedPapers>;
  /**
   * Undoes a `join`; what the records themselves say may still hold the pages together.
   *
   * @returns the page that the first one's records stand on then.
   * @throws AppError `not_found` when nothing is joined so.
   */
  unjoin(mark: string, within?: Executor): Promise<PaperId>;
}

/** Two pages that a moderator has made one. */
export interface JoinedPapers {
  /** The page both now stand on. */
  readonly id: PaperId;
  /** Says which join it was, for `unjoin`. */
  readonly mark: string;
}

export interface Papers extends PaperReader, PaperWriter, TallyWriter, PaperCurator {
  /** Those of these papers that came in after an instant (ISO 8601), up to another; in no order. */
  addedAfter(ids: readonly PaperId[], instant: string, until?: string): Promise<readonly PaperId[]>;
  /**
   * Readings of the counts of the sources since an instant, oldest first.
   *
   * @param paperIds of these papers alone.
   */
  tallyReadings(since: string, paperIds?: readonly PaperId[]): Promise<readonly TallyReading[]>;
}
