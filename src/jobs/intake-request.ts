import type { DatabaseSettings, Day } from "#platform";

/** What an intake worker is to take in; survives the way to another thread. */
export type IntakeTask =
  | { readonly kind: "files"; readonly files: readonly string[]; readonly format: string }
  | {
      readonly kind: "harvest";
      readonly source: "arxiv";
      readonly categories: readonly string[];
      readonly contact: string;
      /** Other processes may be about it too: it is left to the first that comes. */
      readonly isShared?: boolean;
    };

export interface IntakeRequest {
  readonly task: IntakeTask;
  /** Counted as first seen; the day that dates without a year are read against. */
  readonly seenOn: Day;
  readonly databaseSettings: DatabaseSettings;
  readonly timeZone: string;
  readonly freezeAfterHours: number;
}

export interface IntakeProgress {
  readonly bytesRead: number;
  /** 0 where the length is not known. */
  readonly bytesTotal: number;
  readonly papersRead: number;
}

export interface ImportSummary {
  readonly files: number;
  readonly read: number;
  readonly added: number;
  readonly merged: number;
  readonly unchanged: number;
  readonly refused: readonly {
    readonly file: string;
    readonly line: number;
    readonly reason: string;
  }[];
  /** Files that could not be read to their end. */
  readonly failed: readonly string[];
}
