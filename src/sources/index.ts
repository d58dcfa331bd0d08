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
export { createArxivApi } from "./arxiv/arxiv-api.ts";
export { createArxivRss } from "./arxiv/rss-source.ts";
export { readBibtexEntry } from "./bibtex/read-entry.ts";
export { createCrossref } from "./crossref/crossref.ts";
export { createDoiResolver } from "./doi/doi-resolver.ts";
export { type FormatName, formatNames } from "./format.ts";
export type { Lookup } from "./lookup.ts";
export { createOrcidRecords, type OrcidRecords } from "./orcid/orcid-works.ts";
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
export { createWebPages } from "./web-page/web-pages.ts";
