/**
 * sources — one folder per service or file format; records as they were said.
 *
 * @module
 */
export type {
  LinkKind,
  PaperRecord,
  Reading,
  RecordAuthor,
  RecordLink,
  RecordTallies,
  RecordVersion,
} from "./record.ts";
