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
export { type ArxivRssOptions, createArxivRss } from "./arxiv/rss-source.ts";
export { type FormatName, formatNames } from "./format.ts";
export { type ReadFileOptions, readFile } from "./read-file.ts";
export type {
  LinkKind,
  PaperRecord,
  Reading,
  RecordAuthor,
  RecordLink,
  RecordTallies,
  RecordVersion,
} from "./record.ts";
export type { Harvest, Source, Validators } from "./source.ts";
export type { SourceRun } from "./source-run.ts";
export { createSourceRuns, type SourceRuns } from "./source-runs.ts";
