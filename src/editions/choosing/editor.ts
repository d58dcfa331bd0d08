import type { Actor, Community } from "#community";
import type { PaperId } from "#papers";
import { AppError, type Clock, type Database } from "#platform";
import type { Edition, EditionChoice, Period } from "../edition.ts";
import { findEditionRow } from "../freezing/store.ts";
import { writeEditions } from "../placing/store.ts";
import { findEdition } from "../store.ts";
import * as store from "./store.ts";

/** What a moderator wants of a paper in an edition. */
interface WantedChoice {
  readonly period: Period;
  readonly paperId: PaperId;
  readonly kind: EditionChoice["kind"];
  /** Of a pin, from 1; default 1. */
  readonly place?: number;
}

/**
 * Edits open editions. Everything is written into the public log of the moderators with its
 * reason, and what was chosen can be undone there.
 *
 * Throws AppError: `conflict` for a frozen edition, `not_found` for a paper that does not
 * stand in it, `invalid` without a reason.
 */
export interface EditionEditor {
  choices(period: Period): Promise<readonly EditionChoice[]>;
  /** Pins a paper to the top, or leaves it out; the newer choice for a paper counts. */
  choose(actor: Actor, wanted: WantedChoice, reason: string): Promise<void>;
  /** Lets the paper stand by its votes again. */
  unchoose(
    actor: Actor,
    wanted: { readonly period: Period; readonly paperId: PaperId },
    reason: string,
  ): Promise<void>;
  /** Freezes an edition whose period is over, without waiting for late papers. */
  close(actor: Actor, period: Period, reason: string): Promise<Edition>;
}

export interface EditorParts {
  readonly database: Database;
  readonly clock: Clock;
  freeze(period: Period): Promise<Edition>;
  /** Absent where nobody edits, as in a worker. */
  readonly editing?: EditingParts | undefined;
}

/** What editing an edition needs of others. */
export interface EditingParts {
  /** Asked for late: it is made after the editions. */
  moderation(): Pick<Community["moderation"], "note">;
  /** Tells readers of the change log that what is shown of a paper has changed. */
  touch(paperIds: readonly PaperId[]): Promise<void>;
}

/** The kind under which choices are noted for undoing. */
const CHOICE_UNDO = "edition-choice";
const MAX_PLACE = 100;

export function createEditor(parts: EditorParts): EditionEditor {
  const { database, clock } = parts;
  return {
    choices: (period) => store.listChoices(database.kysely, period),
    async choose(actor, { period, paperId, kind, place = 1 }, reason) {
      checkReason(reason);
      if (!Number.isInteger(place) || place < 1 || place > MAX_PLACE) {
        throw new AppError("invalid", `A place is a whole number from 1 to ${MAX_PLACE}.`);
      }
      const choice = { paperId, kind, place, at: clock.now().toISOString() };
      const before = await put(parts, period, paperId, choice);
      const undo = { kind: CHOICE_UNDO, period, paperId, before: before ?? null };
      await note(parts, actor, { action: `${kind}-paper`, period, paperId, reason, undo });
    },
    async unchoose(actor, { period, paperId }, reason) {
      checkReason(reason);
      const before = await put(parts, period, paperId, undefined);
      if (!before) throw new AppError("conflict", "This paper stands by its votes already.");
      const undo = { kind: CHOICE_UNDO, period, paperId, before };
      await note(parts, actor, { action: `un${before.kind}-paper`, period, paperId, reason, undo });
    },
    async close(actor, period, reason) {
      checkReason(reason);
      const known = await findEdition(database, period);
      if (known?.frozen_at) throw frozen(period);
      const edition = await parts.freeze(period);
      const first = edition.entries.slice(0, 1).map((entry) => entry.paperId);
      await parts.editing?.touch(first);
      await note(parts, actor, { action: "close-edition", period, reason });
      return edition;
    },
  };
}

/** Undoes a choice as it was noted: puts back what stood before. */
export async function undoChoice(
  parts: EditorParts,
  noted: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { period, paperId, before } = noted as unknown as {
    period: Period;
    paperId: PaperId;
    before: EditionChoice | null;
  };
  await put(parts, period, paperId, before ?? undefined);
}

/** Sets or takes away the choice for a paper; returns the one before. */
async function put(
  { database, editing }: EditorParts,
  period: Period,
  paperId: PaperId,
  choice: EditionChoice | undefined,
): Promise<EditionChoice | undefined> {
  const before = await writeEditions(database, async (transaction) => {
    if ((await findEditionRow(transaction, period))?.frozen_at) throw frozen(period);
    if (choice && !(await store.isPlaced(transaction, period, paperId))) {
      throw new AppError("not_found", `${paperId} does not stand in the edition of ${period}.`);
    }
    const before = await store.findChoice(transaction, period, paperId);
    if (choice) await store.saveChoice(database, transaction, period, choice);
    else await store.deleteChoice(transaction, period, paperId);
    return before;
  });
  await editing?.touch([paperId]);
  return before;
}

interface Done {
  readonly action: string;
  readonly period: Period;
  readonly paperId?: PaperId;
  readonly reason: string;
  readonly undo?: unknown;
}

async function note({ editing }: EditorParts, actor: Actor, done: Done): Promise<void> {
  const { action, period, reason, undo } = done;
  const words = done.paperId ? `${done.paperId}: ${reason}` : reason;
  const target = { kind: "edition", id: period } as const;
  await editing?.moderation().note(actor, { action, target, reason: words, undo });
}

function checkReason(reason: string): void {
  if (reason.trim() === "") throw new AppError("invalid", "Say why, in a few words.");
}

function frozen(period: Period): AppError {
  return new AppError(
    "conflict",
    `The edition of ${period} is final. What has been published under its hash stays as it is.`,
  );
}
