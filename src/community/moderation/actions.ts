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

type Detail = Readonly<Record<string, unknown>>;

const noDetail = (): Detail => ({});

/** An action that is allowed: what it is about, and what does it. */
interface Begun {
  readonly target: ModerationEntry["target"];
  /** Runs in the transaction that writes the entry; returns what undoing must know besides. */
  readonly act: (transaction: Executor) => Promise<Detail>;
}

type Undo = (transaction: Executor, noted: UndoNote, actor: Actor) => Promise<unknown>;

/** What each action does and how it is undone, in the transaction that writes the entry. */
export function createActions(parts: ModerationParts) {
  const { papers, store, people } = parts;
  const undoers = new Map<string, Undo>([
    ["hide-paper", (within, { paperId }) => papers.hide(paperId as PaperId, false, within)],
    [
      "lock-paper",
      async (within, { paperId }) => {
        await store.unlock(within, paperId as PaperId);
        await recountPapers(parts.database, within, papers, [paperId as PaperId]);
      },
    ],
    ["merge-papers", (within, { mark }) => papers.unjoin(String(mark), within)],
    [
      "separate-record",
      (within, { source, sourceId }) => papers.rejoin(String(source), String(sourceId), within),
    ],
    [
      "remove-comment",
      (within, { commentId }) => showComment(parts, within, String(commentId), true),
    ],
    [
      "suspend-account",
      async (within, { accountId }, actor) => {
        await checkRank(parts, actor, accountId as AccountId);
        await people.setState(accountId as AccountId, "active", actor.account.id, within);
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
        act: (transaction) =>
          showComment(parts, transaction, action.commentId, false).then(noDetail),
      };
    case "suspend-account":
      await checkRank(parts, actor, action.accountId);
      return {
        target: { kind: "account", id: action.accountId },
        act: (transaction) =>
          parts.people
            .setState(action.accountId, "disabled", actor.account.id, transaction)
            .then(noDetail),
      };
    default:
      return beginOnPaper(parts, action);
  }
}

type PaperAction = Extract<ModerationAction, { readonly paperId: PaperId }>;

async function beginOnPaper(parts: ModerationParts, action: PaperAction): Promise<Begun> {
  const { database, papers, store, clock } = parts;
  const target = { kind: "paper", id: action.paperId } as const;
  if (!(await papers.find(action.paperId))) {
    throw new AppError("not_found", `There is no paper “${action.paperId}” here.`);
  }
  switch (action.kind) {
    case "hide-paper":
      return {
        target,
        act: (transaction) => papers.hide(action.paperId, true, transaction).then(noDetail),
      };
    case "lock-paper":
      return {
        target,
        act: async (transaction) => {
          await store.lock(transaction, action.paperId, clock.now().toISOString());
          await recountPapers(database, transaction, papers, [action.paperId]);
          return noDetail();
        },
      };
    case "merge-papers":
      return {
        target,
        async act(transaction) {
          const { mark } = await papers.join(action.paperId, action.into, transaction);
          return { mark };
        },
      };
    case "separate-record":
      return {
        target,
        async act(transaction) {
          await papers.separate(action.paperId, action.source, action.sourceId, transaction);
          return noDetail();
        },
      };
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
