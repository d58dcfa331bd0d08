import type { Envelope } from "./envelope.ts";
import type { Answer, Question, SavedSummary, ThreadSettings } from "./messages.ts";

/** What answers searches, in other threads or in this one. */
export interface SearchThreads {
  /** Envelopes that each update comes in. */
  readonly copies: number;
  /**
   * Answers by the index as it is after all updates handed over before.
   *
   * @throws AppError as the engine met it; `unavailable` when it takes too long, when too many
   *   wait, or when threads die of it.
   */
  ask(question: Question): Promise<Answer>;
  /** Hands an update to every thread; each takes it in between two answers. */
  update(envelopes: readonly Envelope[]): void;
  /** The `IndexState` that searches work on, to be handed to another thread. */
  lend(): Promise<Envelope>;
  /** Questions not yet answered fail. */
  close(): Promise<void>;
}

export interface SearchThreadsParts {
  readonly settings: ThreadSettings;
  /**
   * Has the saved index read and says whether it is to be used. Called at the start, and when
   * every thread that had the index in memory is gone: what was not saved is indexed again.
   */
  readonly vet: (read: () => Promise<SavedSummary | undefined>) => Promise<boolean>;
}
