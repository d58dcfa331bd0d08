import { type AccountId, isAtLeast } from "#accounts";
import type { PaperId } from "#papers";
import { AppError, createId } from "#platform";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import { createActions, type ModerationParts } from "./actions.ts";
import type { Moderation, ModerationEntry, Report, UndoNote } from "./moderation.ts";
import { createModerationStore, type StoredEntry, toEntry } from "./store.ts";

/** Characters of a reason. */
const MAX_REASON = 1_000;
/** Reports of one account in a day. */
const MAX_REPORTS = 30;
const DAY_MS = 86_400_000;

/** Makes the part that moderators work with; see `Moderation`. */
export function createModeration(parts: CommunityParts): Moderation {
  const store = createModerationStore(parts.database);
  const desk: ModerationParts = { ...parts, store };
  return { ...reporting(desk), ...acting(desk), ...undoing(desk), ...reading(desk) };
}

function reporting(desk: ModerationParts): Pick<Moderation, "report" | "reports" | "dismiss"> {
  const { store, clock } = desk;
  return {
    async report({ account }, target, reason) {
      const words = checkReason(reason);
      await checkTarget(desk, target);
      const now = clock.now();
      const dayAgo = new Date(now.getTime() - DAY_MS).toISOString();
      if ((await store.countReports(account.id, dayAgo)) >= MAX_REPORTS) {
        throw new AppError("rate_limited", "You have reported a lot today; the rest can wait.");
      }
      await store.report({
        report_id: createId(),
        target_kind: target.kind,
        target_id: target.id,
        account_id: account.id,
        reason: words,
        at: now.toISOString(),
        state: "open",
      });
    },
    reports: (page) => store.openReports(page),
    async dismiss(actor, reportId, reason) {
      checkRole(actor);
      const words = checkReason(reason);
      const report = await store.findReport(reportId);
      if (report?.state !== "open") {
        throw new AppError("conflict", "This report has been dealt with already.");
      }
      await store.inOne(async (transaction) => {
        await store.close(report.target, "dismissed", transaction);
        const done = { action: "dismiss-report", target: report.target, reason: words };
        await store.insert(entryOf(desk, actor, done), transaction);
      });
    },
  };
}

function acting(desk: ModerationParts): Pick<Moderation, "act" | "note"> {
  const { store } = desk;
  const actions = createActions(desk);
  return {
    async act(actor, action, reason) {
      checkRole(actor);
      const words = checkReason(reason);
      const { target, act } = await actions.begin(actor, action);
      // One transaction: nothing is done that the log does not say.
      return store.inOne(async (transaction) => {
        const undo = { ...action, ...(await act(transaction)) };
        const done = { action: action.kind, target, reason: words, undo };
        const entry = entryOf(desk, actor, done);
        await store.close(target, "upheld", transaction);
        await store.insert(entry, transaction);
        return toEntry(entry);
      });
    },
    async note(actor, done) {
      const entry = entryOf(desk, actor, { ...done, reason: checkReason(done.reason) });
      await store.insert(entry);
      return toEntry(entry);
    },
  };
}

function undoing(desk: ModerationParts): Pick<Moderation, "undo" | "undoes"> {
  const { store } = desk;
  const { undoers } = createActions(desk);
  const others = new Map<string, (actor: Actor, noted: UndoNote) => Promise<void>>();
  return {
    async undo(actor, entryId, reason) {
      checkRole(actor);
      const words = checkReason(reason);
      const row = await store.find(entryId);
      if (!row) throw new AppError("not_found", "There is no such entry in the log.");
      const note = row.undo === null ? undefined : (JSON.parse(row.undo) as UndoNote);
      const run = note && undoers.get(note.kind);
      const runOther = note && others.get(note.kind);
      if (!run && !runOther) throw new AppError("conflict", "This can not be undone.");
      const target = toEntry(row).target;
      const entry = entryOf(desk, actor, { action: `undo-${row.action}`, target, reason: words });
      await store.inOne(async (transaction) => {
        // Taken first, so that two moderators do not undo it twice.
        if (!(await store.markUndone(entryId, entry.entry_id, transaction))) {
          throw new AppError("conflict", "This has been undone already.");
        }
        await store.insert(entry, transaction);
        await run?.(transaction, note, actor);
      });
      // What other parts undo has a transaction of its own; the log says it before it is done.
      await runOther?.(actor, note).catch(async (error: unknown) => {
        await store.inOne((transaction) => store.takeBack(entryId, entry.entry_id, transaction));
        throw error;
      });
      return toEntry(entry);
    },
    undoes(kind, undo) {
      others.set(kind, undo);
    },
  };
}

function reading({ store }: ModerationParts): Pick<Moderation, "find" | "log" | "waiting"> {
  return {
    async find(entryId) {
      const row = await store.find(entryId);
      return row && toEntry(row);
    },
    log: (page) => store.log(page),
    waiting: () => store.waiting(),
  };
}

interface Done {
  readonly action: string;
  readonly target: ModerationEntry["target"];
  readonly reason: string;
  readonly undo?: unknown;
}

function entryOf({ clock }: ModerationParts, { account }: Actor, done: Done): StoredEntry {
  return {
    entry_id: createId(),
    at: clock.now().toISOString(),
    actor_id: account.id,
    action: done.action,
    target_kind: done.target.kind,
    target_id: done.target.id,
    reason: done.reason,
    undo: done.undo === undefined ? null : JSON.stringify(done.undo),
    undone_by: null,
  };
}

function checkRole({ account }: Actor): void {
  if (isAtLeast(account.role, "moderator")) return;
  throw new AppError("forbidden", "This is for moderators only.");
}

function checkReason(reason: string): string {
  const text = reason.toWellFormed().replaceAll("\0", "").trim();
  if (text === "") throw new AppError("invalid", "Say why, in a few words.");
  if (text.length <= MAX_REASON) return text;
  throw new AppError("invalid", `A reason holds ${MAX_REASON} characters at most.`);
}

/** @throws AppError `not_found` for what nobody can see. */
async function checkTarget(desk: ModerationParts, { kind, id }: Report["target"]): Promise<void> {
  const isThere =
    kind === "paper"
      ? await desk.papers.find(id as PaperId)
      : kind === "account"
        ? await desk.people.find(id as AccountId)
        : await desk.store.isCommentShown(id);
  if (!isThere) throw new AppError("not_found", `This ${kind} is no longer there.`);
}
