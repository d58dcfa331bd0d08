import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { Page, PageRequest } from "../page.ts";

/** What a moderator may do; each is logged in public, with its reason, and can be undone. */
export type ModerationAction =
  | { readonly kind: "hide-paper" | "lock-paper"; readonly paperId: PaperId }
  | { readonly kind: "merge-papers"; readonly paperId: PaperId; readonly into: PaperId }
  | {
      readonly kind: "separate-record";
      readonly paperId: PaperId;
      readonly source: string;
      readonly sourceId: string;
    }
  | { readonly kind: "remove-comment"; readonly commentId: string }
  | { readonly kind: "suspend-account"; readonly accountId: AccountId };

type TargetKind = "paper" | "comment" | "account" | "submission" | "claim" | "edition";

export interface ModerationEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: AccountId;
  /** `hide-paper`, `grant-claim`, `refuse-submission`, `pin-paper`, … */
  readonly action: string;
  readonly target: { readonly kind: TargetKind; readonly id: string };
  readonly reason: string;
  readonly canUndo: boolean;
  /** The entry that undid it. */
  readonly undoneBy?: string;
}

export interface Report {
  readonly id: string;
  readonly target: { readonly kind: "comment" | "paper" | "account"; readonly id: string };
  readonly account: AccountId;
  readonly reason: string;
  readonly at: string;
  readonly state: "open" | "upheld" | "dismissed";
}

/** What is kept for undoing an action. */
export type UndoNote = { readonly kind: string } & Readonly<Record<string, unknown>>;

export interface Moderation {
  report(actor: Actor, target: Report["target"], reason: string): Promise<void>;
  /** Open reports, the most reported first. */
  reports(page: PageRequest): Promise<Page<Report>>;
  dismiss(actor: Actor, reportId: string, reason: string): Promise<void>;
  /** @throws AppError `forbidden` for less than a moderator, `invalid` without a reason. */
  act(actor: Actor, action: ModerationAction, reason: string): Promise<ModerationEntry>;
  undo(actor: Actor, entryId: string, reason: string): Promise<ModerationEntry>;
  /**
   * Notes what another part has done on a moderator's word. With `undo`, a JSON value that has
   * a `kind`, the entry can be undone by whoever `undoes` that kind.
   */
  note(
    actor: Actor,
    done: { action: string; target: ModerationEntry["target"]; reason: string; undo?: unknown },
  ): Promise<ModerationEntry>;
  /** Lets another part undo what it has noted with an `undo` of this kind. */
  undoes(kind: string, undo: (actor: Actor, noted: UndoNote) => Promise<void>): void;
  find(entryId: string): Promise<ModerationEntry | undefined>;
  /** Public; newest first. */
  log(page: PageRequest): Promise<Page<ModerationEntry>>;
  /** What waits for a moderator. */
  waiting(): Promise<{ reports: number; submissions: number; claims: number }>;
}
