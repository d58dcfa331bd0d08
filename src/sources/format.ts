import type { Day } from "#platform";
import type { PaperRecord, Reading } from "./record.ts";

/** Every format that `readFile` tells apart by its content, compressed or not. */
export const formatNames = [
  "listing",
  "daily-papers",
  "jsonl",
  "arxiv-atom",
  "arxiv-oai",
  "rss",
  "bibtex",
  "ris",
  "csl",
] as const;

export type FormatName = (typeof formatNames)[number];

/** A record, or the reason (a sentence for people) why there is none. */
export type Mapped = PaperRecord | string;

export type Emit = (reading: Reading) => void;

export interface ReadContext {
  /** The day the file was saved or fetched: dates without a year lie on or before it. */
  readonly capturedOn: Day;
  /** Passes over entries of arXiv's feeds that announce a new version of an older paper. */
  readonly skipsReplacements?: boolean;
}

/** Takes the text of one file piece by piece and emits what it finds, in the order of the file. */
export interface TextReader {
  push(text: string): void;
  /** @param isComplete false when the text breaks off: what is half there is dropped in silence. */
  end(isComplete: boolean): void;
  /** Number of the line that reading has reached, from 1. */
  line(): number;
}

export type CreateReader = (emit: Emit, context: ReadContext) => TextReader;

/** Longest line, record or text that is held in memory, in UTF-16 units. */
export const MAX_RECORD_LENGTH = 16 * 1024 * 1024;

/** Deepest nesting of XML elements and JSON values that is followed. */
export const MAX_DEPTH = 100;

/** Turns the outcome of a mapping into a reading. */
export function toReading(line: number, mapped: Mapped): Reading {
  return typeof mapped === "string"
    ? { kind: "refused", line, reason: mapped }
    : { kind: "record", line, record: mapped };
}
