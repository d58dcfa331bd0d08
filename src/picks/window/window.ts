import { setImmediate } from "node:timers/promises";
import type { PlacedPaper } from "#editions";
import type { PaperId } from "#papers";
import { addDays, type Day } from "#platform";
import type { PicksParts } from "../picks-parts.ts";
import { spanOf } from "../subjects/span.ts";
import type { Notes, PaperNote } from "./notes.ts";

/** A paper of the days asked for. */
export interface WindowPaper {
  readonly paperId: PaperId;
  readonly note: PaperNote;
}

interface WindowRequest {
  readonly from: Day;
  readonly until: Day;
  /** Also what came in during these days although it belongs to the week before. */
  readonly withLate: boolean;
}

/** Papers of a run of edition days. */
export interface Windows {
  /** The most upvoted first, those in sight alone. */
  open(request: WindowRequest): Promise<readonly WindowPaper[]>;
}

/** More days than any issue is about. */
const MAX_DAYS = 92;
/** Sources announce some papers days after the day that they date them by. */
const LATE_DAYS = 7;
/** Ids asked for before others have a turn. */
const IDS_AT_A_TIME = 1_000;
/** Windows kept at a time; most readers ask for the same few. */
const KEPT = 8;

type Parts = Pick<PicksParts, "papers" | "editions" | "timeZone"> & { readonly notes: Notes };

interface Kept {
  readonly change: number;
  readonly papers: Promise<readonly WindowPaper[]>;
}

/** Reads each window once while nothing changes. */
export function createWindows(parts: Parts): Windows {
  const kept = new Map<string, Kept>();
  return {
    async open(request) {
      const key = JSON.stringify(request);
      const change = await parts.papers.lastChange();
      const before = kept.get(key);
      if (before?.change === change) return before.papers;
      const papers = read(parts, request);
      kept.delete(key);
      kept.set(key, { change, papers });
      papers.catch(() => kept.delete(key));
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return papers;
    },
  };
}

async function read(parts: Parts, request: WindowRequest): Promise<readonly WindowPaper[]> {
  const { from, until, withLate } = request;
  const placed = await readDays(parts, from, until);
  if (withLate) placed.push(...(await readLate(parts, request)));
  placed.sort((one, other) => other.score - one.score || one.tie - other.tie);
  await setImmediate();
  const known = await parts.notes.of(placed.map(({ paperId }) => paperId));
  return placed.flatMap(({ paperId }) => {
    const note = known.get(paperId);
    return note ? [{ paperId, note }] : [];
  });
}

/** Papers of the week before that came in during the days of the window. */
async function readLate(parts: Parts, request: WindowRequest): Promise<PlacedPaper[]> {
  const { from } = request;
  const placed = await readDays(parts, addDays(from, -LATE_DAYS), addDays(from, -1));
  const { after, until } = spanOf(request, parts.timeZone);
  const late: PlacedPaper[] = [];
  for (let first = 0; first < placed.length; first += IDS_AT_A_TIME) {
    const some = placed.slice(first, first + IDS_AT_A_TIME);
    const ids = some.map(({ paperId }) => paperId);
    const added = new Set(await parts.papers.addedAfter(ids, after, until));
    late.push(...some.filter(({ paperId }) => added.has(paperId)));
    await setImmediate();
  }
  return late;
}

async function readDays({ editions }: Parts, from: Day, until: Day): Promise<PlacedPaper[]> {
  const placed: PlacedPaper[] = [];
  for (let day = until, days = 0; day >= from && days < MAX_DAYS; day = addDays(day, -1), days++) {
    placed.push(...(await editions.placedOn(day)));
  }
  return placed;
}
