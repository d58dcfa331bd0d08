import type { PaperId } from "#papers";

/** What a language model made of an abstract; shown with its name and date, never as ours. */
export interface Summary {
  readonly paperId: PaperId;
  /** One or two plain sentences, at most 400 characters; no links, no markup. */
  readonly text: string;
  /** As the endpoint calls it. */
  readonly model: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface Summaries {
  /** Off unless the operator has set an endpoint. */
  readonly isOn: boolean;
  /** Of those that have one of the model that is set. */
  findMany(paperIds: readonly PaperId[]): Promise<ReadonlyMap<PaperId, Summary>>;
  /**
   * Has the papers summed up that have none, newest first, as long as the endpoint answers.
   *
   * @returns how many were made and how many answers were not used.
   */
  keep(
    paperIds: readonly PaperId[],
    signal?: AbortSignal,
  ): Promise<{ readonly made: number; readonly refused: number }>;
}
