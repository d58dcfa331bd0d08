import type { Day } from "#platform";
import type { PaperRecord } from "#sources";
import { contentHash } from "../identity/content-hash.ts";
import { recordKeyOf } from "../identity/record-identity.ts";
import { type SeenRecord, seeRecord } from "../merge/merge-records.ts";
import type { PaperId } from "../paper.ts";
import type { StoredRecord } from "../store.ts";

const HASH_DIGITS = 32;

/** A record on its way in, before anything is known of its paper. */
export interface Arrival {
  readonly record: PaperRecord;
  readonly recordKey: string;
  readonly json: string;
  readonly hash: string;
  readonly seenOn: Day;
}

/** A record, new or stored, that takes part in deciding what the papers are. */
export interface Member extends SeenRecord {
  readonly json: string;
  readonly hash: string;
  /** Taken out of its paper by hand; is a paper of its own. */
  readonly isApart: boolean;
  /** Marks of the joins by hand that name this record, where there are any. */
  readonly joins?: readonly string[];
  /** As it lies in the store, if it does. */
  readonly stored?: Pick<StoredRecord, "paperId" | "recordHash" | "seenOn">;
}

/**
 * Sources that show a paper differently on each page, with no page newer than another: every
 * wording is a record of its own. Elsewhere the newest reading replaces the one before.
 */
const CAPTURES: ReadonlySet<string> = new Set(["listing"]);

export function arrivalOf(said: PaperRecord, seenOn: Day): Arrival {
  const text = JSON.stringify(said);
  const hash = contentHash(text, HASH_DIGITS);
  const isCapture = CAPTURES.has(said.source);
  const record = isCapture ? { ...said, sourceId: `${said.sourceId}~${hash.slice(0, 12)}` } : said;
  const recordKey = recordKeyOf(record.source, record.sourceId);
  return { record, recordKey, json: isCapture ? JSON.stringify(record) : text, hash, seenOn };
}

/** A stored record, as if it came in once more. */
export function arrivalAgain(stored: StoredRecord): Arrival {
  return {
    record: JSON.parse(stored.record) as PaperRecord,
    recordKey: recordKeyOf(stored.source, stored.sourceId),
    json: stored.record,
    hash: stored.recordHash,
    seenOn: stored.seenOn,
  };
}

/** Whether the store has this very record, first seen no later. */
export function isKnown(
  arrival: Arrival,
  stored: Pick<StoredRecord, "recordHash" | "seenOn"> | undefined,
): boolean {
  return stored?.recordHash === arrival.hash && stored.seenOn <= arrival.seenOn;
}

/** An arrival takes the place of what its source said before, and keeps the day it was first seen. */
export function memberOfArrival(
  arrival: Arrival,
  stored: Omit<StoredRecord, "record"> | undefined,
  isApart: boolean,
): Member {
  const { record, json, hash } = arrival;
  const seenOn = stored && stored.seenOn < arrival.seenOn ? stored.seenOn : arrival.seenOn;
  return { ...seeRecord(record, seenOn), json, hash, isApart, ...(stored && { stored }) };
}

export function memberOfStored(stored: StoredRecord, isApart: boolean): Member {
  const record = JSON.parse(stored.record) as PaperRecord;
  const seen = seeRecord(record, stored.seenOn);
  return { ...seen, json: stored.record, hash: stored.recordHash, isApart, stored };
}

/** Marks, among a paper's keys, a record that was taken out by hand. */
export function apartKey(recordKey: string): string {
  return `apart:${recordKey}`;
}

/** Pages a stored record stood on and the ids it was known by. */
export function isPageId(key: string): key is PaperId {
  return key.startsWith("p-");
}
