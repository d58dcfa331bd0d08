import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { Page, PageRequest } from "../page.ts";

export type SubmissionState =
  /** Its source is being asked. */
  | "waiting"
  /** A moderator decides. */
  | "review"
  | "accepted"
  /** The paper is here already. */
  | "duplicate"
  | "refused";

export type SubmissionInput =
  | { readonly kind: "reference"; readonly text: string } // arXiv id or address, DOI, any address
  | { readonly kind: "bibtex"; readonly text: string }
  | { readonly kind: "form"; readonly fields: FormFields };

export interface FormFields {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly url: string;
}

export interface Submission {
  readonly id: string;
  readonly account: AccountId;
  readonly input: SubmissionInput;
  readonly comment: string;
  readonly state: SubmissionState;
  /** Why, for the submitter; set for `review` and `refused`, and while a source is silent. */
  readonly reason: string;
  /** As its source calls the paper; empty until it has answered. */
  readonly title: string;
  readonly paperId?: PaperId;
  readonly createdAt: string;
  readonly decidedAt?: string;
  /** Of one that waits again: the moderator who let it in. */
  readonly decidedBy?: AccountId;
  /** Times its source has been asked. */
  readonly attempts: number;
}

/** What became of a submission. */
export interface SubmissionOutcome {
  readonly state: SubmissionState;
  readonly reason?: string;
  readonly title?: string;
  readonly paperId?: PaperId;
  readonly by?: AccountId;
}

/** Papers that readers bring. */
export interface Submissions {
  /** A paper that is known already comes back as `duplicate`, with its id. */
  submit(actor: Actor, input: SubmissionInput, comment?: string): Promise<Submission>;
  find(id: string): Promise<Submission | undefined>;
  /** Newest first. */
  of(id: AccountId, page: PageRequest): Promise<Page<Submission>>;
  /** Oldest first. */
  queue(page: PageRequest): Promise<Page<Submission>>;
  /**
   * Takes those whose source is to be asked: nobody else gets them for some minutes, whether
   * or not this process lives to settle them.
   */
  takeWaiting(limit: number): Promise<readonly Submission[]>;
  /** Calls back whenever something begins to wait. @returns what ends it. */
  watch(listener: () => void): () => void;
  /** Only of those that wait or are in review; the first outcome holds. */
  settle(id: string, outcome: SubmissionOutcome): Promise<void>;
  /** The source gave no answer: to be asked again later, refused after three days. */
  postpone(id: string, reason: string): Promise<void>;
  /** A moderator's decision on one in review; accepting sends it on its way. */
  decide(
    actor: Actor,
    id: string,
    decision: { isAccepted: boolean; reason: string },
  ): Promise<Submission>;
  /** Who brought a paper, first. */
  submitterOf(paperIds: readonly PaperId[]): Promise<ReadonlyMap<PaperId, AccountId>>;
}
