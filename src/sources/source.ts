import type { Reading } from "./record.ts";

/** What a source gave with its last answer, so that it can say "nothing has changed". */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** One visit to a source. */
export interface Harvest {
  /** False when the source says that nothing has changed since the validators. */
  readonly isChanged: boolean;
  /** In the order in which the source gives them. */
  readonly readings: AsyncIterable<readonly Reading[]>;
  /** For the next visit, once all readings are stored. */
  readonly validators: Validators;
}

/** Where papers come from: a live service, or a file. */
export interface Source {
  /** Short and stable; runs are recorded under it. */
  readonly name: string;
  /**
   * What the source has to say. The same state of the source gives the same readings.
   *
   * @throws AppError `unavailable`, `rate_limited` or `not_found` when it can not be asked; what
   *   can not be read in its answer is a reading of kind `refused`.
   */
  harvest(validators?: Validators): Promise<Harvest>;
}
