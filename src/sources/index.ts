/**
 * sources — one folder per service or file format; records as they were said.
 *
 * Files are read by `readFile`, live services stand behind `Source`; both yield readings: a
 * record, or a part that could not be read and why. Nothing is thrown for what a file holds.
 *
 * Owns the table `source_run`. Formats, field by field: docs/sources.md
 *
 * @module
 */
export { createArxivRss } from "./arxiv/rss-source.ts";
export { type FormatName, formatNames } from "./format.ts";
export { readFile } from "./read-file.ts";
export type {
  LinkKind,
  PaperRecord,
  Reading,
  RecordAuthor,
  RecordLink,
  RecordVersion,
} from "./record.ts";
export { createSourceRuns } from "./source-runs.ts";
