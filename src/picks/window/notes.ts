import { setImmediate } from "node:timers/promises";
import { type PaperId, type Papers, type PaperWithTally, slugOf, texToText } from "#papers";
import type { PickFilter } from "../subject.ts";

/** What of a paper subjects and filters look at. */
export interface PaperNote {
  readonly categories: readonly string[];
  /** Slugs, and the names as printed. */
  readonly authors: ReadonlyMap<string, string>;
  readonly organizations: ReadonlyMap<string, string>;
  readonly has: ReadonlySet<NonNullable<PickFilter["has"]>[number]>;
  readonly upvotes: number;
  readonly comments: number;
}

export interface Notes {
  /** Papers that are not there, or out of sight, are absent. */
  of(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, PaperNote>>;
}

/** Papers read between two turns of the others: a few milliseconds. */
const SLICE = 100;
const MAX_NOTES = 50_000;
const CHANGES_READ = 5_000;

/** Remembers what was noted of each paper until it changes. */
export function createNotes(
  papers: Pick<Papers, "findMany" | "changesSince" | "lastChange">,
): Notes {
  const notes = new Map<PaperId, PaperNote>();
  let seq = 0;

  async function forgetChanged(): Promise<void> {
    const changes = await papers.changesSince(seq, CHANGES_READ);
    if (changes.length >= CHANGES_READ || notes.size > MAX_NOTES) {
      notes.clear();
      seq = await papers.lastChange();
      return;
    }
    for (const change of changes) {
      notes.delete(change.paperId);
      seq = change.seq;
    }
  }

  return {
    async of(ids) {
      await forgetChanged();
      const found = new Map<PaperId, PaperNote>();
      const missing: PaperId[] = [];
      for (const id of ids) {
        const note = notes.get(id);
        if (note) found.set(id, note);
        else missing.push(id);
      }
      for (let first = 0; first < missing.length; first += SLICE) {
        for (const paper of await papers.findMany(missing.slice(first, first + SLICE))) {
          const note = noteOf(paper);
          notes.set(paper.id, note);
          found.set(paper.id, note);
        }
        await setImmediate();
      }
      return found;
    },
  };
}

function noteOf(paper: PaperWithTally): PaperNote {
  const kinds = new Set<string>(paper.links.map(({ kind }) => kind));
  const links = (["code", "data", "model", "project"] as const).filter((kind) => kinds.has(kind));
  const isDiscussed = paper.tally.comments > 0;
  return {
    categories: paper.categories,
    authors: bySlug(paper.authors.map(({ name }) => name)),
    organizations: bySlug([
      ...paper.organizations,
      ...paper.authors.flatMap(({ affiliations }) => affiliations),
    ]),
    has: new Set([...links, ...(isDiscussed ? (["comments"] as const) : [])]),
    upvotes: paper.tally.upvotes,
    comments: paper.tally.comments,
  };
}

function bySlug(names: readonly string[]): Map<string, string> {
  const plain = names.map((name) => texToText(name));
  return new Map(plain.map((name) => [slugOf(name), name]));
}
