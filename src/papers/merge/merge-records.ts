import type { Day } from "#platform";
import type { PaperRecord } from "#sources";
import { identifyRecord, type RecordIdentity } from "../identity/record-identity.ts";
import { slugOf } from "../names/slug.ts";
import type { Paper } from "../paper.ts";
import { chooseAbstract, chooseAuthors, firstSaid } from "./choose-fields.ts";
import { earliest, earliestInstant, unionBy, unionLinks, unionVersions } from "./combine-fields.ts";
import { precedenceOf } from "./precedence.ts";

/** A record with what is known of it besides its words. */
export interface SeenRecord {
  readonly record: PaperRecord;
  readonly seenOn: Day;
  readonly identity: RecordIdentity;
}

/** A paper before it is known which of several papers may have the id. */
export type MergedPaper = Omit<Paper, "id">;

export function seeRecord(record: PaperRecord, seenOn: Day): SeenRecord {
  return { record, seenOn, identity: identifyRecord(record) };
}

/**
 * One paper from all that its sources say, field by field: the most trusted source that says
 * a thing is believed; lists are united; dates are the earliest. Depends on the set of
 * records, not on their order.
 */
export function mergeRecords(seen: readonly SeenRecord[]): MergedPaper {
  const ordered = seen.length === 1 ? seen : seen.toSorted(bySourceThenKey);
  const records = ordered.map(({ record }) => record);
  const abstract = chooseAbstract(records);
  const texts = [abstract, ...records.map((record) => record.remark ?? "")];
  return {
    title: records[0]!.title,
    abstract,
    ...mergeAuthors(records),
    organizations: unionOf(records, "organizations", slugOf),
    categories: unionOf(records, "categories", (name) => name),
    keywords: unionOf(records, "keywords", slugOf),
    ...optional("venue", firstSaid(records, "venue")),
    ...mergeIds(ordered),
    versions: unionVersions(records.map((record) => record.versions)),
    links: unionLinks(
      records.map((record) => record.links),
      texts,
    ),
    ...mergeDates(ordered),
    ...optional("remark", firstSaid(records, "remark")),
    ...optional("journalReference", firstSaid(records, "journalReference")),
    ...optional("license", firstSaid(records, "license")),
    ...optional("withdrawn", records.some((record) => record.withdrawn) || undefined),
    sources: [...new Set(records.map((record) => record.source))].sort(),
    ...optional("dailyPapers", firstSaid(records, "dailyPapers")),
  };
}

function bySourceThenKey(a: SeenRecord, b: SeenRecord): number {
  const difference = precedenceOf(a.record.source) - precedenceOf(b.record.source);
  return difference || (a.identity.recordKey < b.identity.recordKey ? -1 : 1);
}

function mergeAuthors(records: readonly PaperRecord[]): Pick<Paper, "authors" | "authorCount"> {
  const authors = chooseAuthors(records);
  if (authors.length > 0) return { authors };
  return { authors, ...optional("authorCount", firstSaid(records, "authorCount")) };
}

function unionOf(
  records: readonly PaperRecord[],
  key: "organizations" | "categories" | "keywords",
  keyOf: (value: string) => string,
): string[] {
  return unionBy(
    records.map((record) => record[key]),
    keyOf,
  );
}

function mergeIds(seen: readonly SeenRecord[]): Pick<Paper, "arxivId" | "doi"> {
  const arxivId = seen.find(({ identity }) => identity.arxivId)?.identity.arxivId;
  const doi = seen.find(({ identity }) => identity.doi)?.identity.doi;
  return { ...optional("arxivId", arxivId), ...optional("doi", doi) };
}

type Dates = Pick<
  Paper,
  "submittedAt" | "announcedOn" | "featuredOn" | "firstSeenOn" | "editionDay"
>;

function mergeDates(seen: readonly SeenRecord[]): Dates {
  const announcedOn = earliest(seen.map(({ record }) => record.announcedOn));
  const featuredOn = earliest(seen.map(({ record }) => record.featuredOn));
  const firstSeenOn = earliest(seen.map(({ seenOn }) => seenOn))!;
  const submittedAt = earliestInstant(seen.map(({ record }) => record.submittedAt));
  return {
    ...optional("submittedAt", submittedAt),
    ...optional("announcedOn", announcedOn),
    ...optional("featuredOn", featuredOn),
    firstSeenOn,
    editionDay: announcedOn ?? featuredOn ?? firstSeenOn,
  };
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
