import { type AccountId, isAtLeast } from "#accounts";
import type { PaperId } from "#papers";
import { AppError, type Executor } from "#platform";
import type { Actor } from "../actor.ts";
import { setCommentState } from "../comments/store.ts";
import type { CommunityParts } from "../community-parts.ts";
import { recountPapers } from "../tallies/store.ts";
import type { ModerationAction, ModerationEntry, UndoNote } from "./moderation.ts";
import type { ModerationStore } from "./store.ts";

export interface ModerationParts extends CommunityParts {
  readonly store: ModerationStore;
}

/** An action under way: what it is about, how it is undone, and what is left to do. */
interface Begun {
  readonly target: ModerationEntry["target"];
  readonly undo: UndoNote;
  /** Runs in the transaction that writes the entry. */
  readonly within?: (transaction: Executor) => Promise<void>;
}

type Undo = (actor: Actor, noted: UndoNote) => Promise<void>;

/** What each action does and how it is undone. */
export function createActions(parts: ModerationParts) {
  const { papers, store } = parts;
  const undoers = new Map<string, Undo>([
    ["hide-paper", (_actor, { paperId }) => papers.hide(paperId as PaperId, false)],
    [
      "lock-paper",
      (_actor, { paperId }) =>
        store.inOne(async (transaction) => {
          await store.unlock(transaction, paperId as PaperId);
          await recountPapers(parts.database, transaction, papers, [paperId as PaperId]);
        }),
    ],
    ["merge-papers", async (_actor, { mark }) => void (await papers.unjoin(String(mark)))],
    [
      "separate-record",
      async (_actor, { source, sourceId }) =>
        void (await papers.rejoin(String(source), String(sourceId))),
    ],
    [
      "remove-comment",
      (_actor, { commentId }) =>
        store.inOne((transaction) => showComment(parts, transaction, String(commentId), true)),
    ],
    [
      "suspend-account",
      async (actor, { accountId }) => {
        await checkRank(parts, actor, accountId as AccountId);
        await parts.people.setState(accountId as AccountId, "active", actor.account.id);
      },
    ],
  ]);
  return {
    undoers,
    begin: (actor: Actor, action: ModerationAction) => begin(parts, actor, action),
  };
}

async function begin(
  parts: ModerationParts,
  actor: Actor,
  action: ModerationAction,
): Promise<Begun> {
  switch (action.kind) {
    case "remove-comment":
      return {
        target: { kind: "comment", id: action.commentId },
        undo: { ...action },
        within: (transaction) => showComment(parts, transaction, action.commentId, false),
      };
    case "suspend-account":
      await checkRank(parts, actor, action.accountId);
      await parts.people.setState(action.accountId, "disabled", actor.account.id);
      return { target: { kind: "account", id: action.accountId }, undo: { ...action } };
    default:
      return beginOnPaper(parts, action);
  }
}

type PaperAction = Extract<ModerationAction, { readonly paperId: PaperId }>;

async function beginOnPaper(parts: ModerationParts, action: PaperAction): Promise<Begun> {
  const { database, papers, store, clock } = parts;
  const target = { kind: "paper", id: action.paperId } as const;
  const undo: UndoNote = { ...action };
  if (!(await papers.find(action.paperId))) {
    throw new AppError("not_found", `There is no paper “${action.paperId}” here.`);
  }
  switch (action.kind) {
    case "hide-paper":
      await papers.hide(action.paperId, true);
      return { target, undo };
    case "lock-paper":
      return {
        target,
        undo,
        within: async (transaction) => {
          await store.lock(transaction, action.paperId, clock.now().toISOString());
          await recountPapers(database, transaction, papers, [action.paperId]);
        },
      };
    case "merge-papers": {
      const { mark } = await papers.join(action.paperId, action.into);
      return { target, undo: { ...undo, mark } };
    }
    case "separate-record":
      await papers.separate(action.paperId, action.source, action.sourceId);
      return { target, undo };
  }
}

async function showComment(
  { database, papers }: ModerationParts,
  transaction: Executor,
  id: string,
  isShown: boolean,
): Promise<void> {
  const change = isShown
    ? ({ from: "removed", to: "shown" } as const)
    : ({ from: "shown", to: "removed" } as const);
  const paperId = await setCommentState(transaction, id, change);
  if (paperId === undefined) {
    throw new AppError("not_found", "This comment is no longer there.");
  }
  await recountPapers(database, transaction, papers, [paperId]);
}

/** Moderators do not suspend each other, nor anybody themselves. */
async function checkRank({ people }: ModerationParts, { account }: Actor, id: AccountId) {
  const other = await people.find(id);
  if (!other || other.state === "deleted") {
    throw new AppError("not_found", "This account is no longer there.");
  }
  if (id !== account.id && !isAtLeast(other.role, account.role)) return;
  throw new AppError("forbidden", "Only who has a higher role can do that to this account.");
}
