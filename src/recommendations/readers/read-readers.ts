import type { AccountId } from "#accounts";
import type { Follow, PaperDeed, Signals } from "#community";
import type { PaperId } from "#papers";
import type { Database } from "#platform";
import { type MarkedPaper, readFeedback } from "../feedback/store.ts";
import { readInterests } from "../interests/store.ts";
import { accountOf } from "../reader-id.ts";
import type { Interest, ReaderId } from "../recommendations.ts";

type LikedDeed = "upvoted" | "saved" | "collected" | "marked";

/** What a reader has said of one paper; the last word counts. */
export interface Opinion {
  readonly paperId: PaperId;
  readonly isLiked: boolean;
  readonly deed: LikedDeed | "hidden";
  readonly at: string;
}

export interface KnownReader {
  /** Newest first, each paper once. */
  readonly opinions: readonly Opinion[];
  /** Papers they have read, which need not be brought to them. */
  readonly read: ReadonlySet<PaperId>;
  readonly chosen: readonly Interest[];
  readonly learned: readonly Interest[];
  readonly follows: readonly Follow[];
}

/** Learned from; what is older says little, and its weight has faded. */
const MOST_OPINIONS = 300;

/** What these readers have said and done, in four queries whatever their number. */
export async function readReaders(
  { database, signals }: { readonly database: Database; readonly signals: Signals },
  readers: readonly ReaderId[],
): Promise<ReadonlyMap<ReaderId, KnownReader>> {
  const accounts = readers.flatMap((reader) => accountOf(reader) ?? []);
  const [deeds, follows, marked, interests] = await Promise.all([
    signals.deedsOf(accounts),
    signals.followsOf(accounts),
    readFeedback(database, readers),
    readInterests(database, database.kysely, readers),
  ]);
  const known = readers.map((reader): [ReaderId, KnownReader] => {
    const id = accountOf(reader) ?? ("" as AccountId);
    const said = interests.get(reader) ?? [];
    const done = deeds.get(id) ?? [];
    return [
      reader,
      {
        opinions: opinionsOf(done, marked.get(reader) ?? []),
        read: new Set(done.filter(({ kind }) => kind === "read").map(({ paperId }) => paperId)),
        chosen: said.filter(({ origin }) => origin === "chosen"),
        learned: said.filter(({ origin }) => origin === "learned"),
        follows: follows.get(id) ?? [],
      },
    ];
  });
  return new Map(known);
}

/** Of what was done with one paper, the one that says most names the deed. */
const telling: readonly (LikedDeed | "hidden")[] = ["upvoted", "collected", "saved", "marked"];

function opinionsOf(deeds: readonly PaperDeed[], marked: readonly MarkedPaper[]): Opinion[] {
  const all = [
    ...deeds.flatMap(({ paperId, kind, at }) =>
      kind === "read" ? [] : [toOpinion(paperId, kind, at)],
    ),
    ...marked.map(({ paperId, mark, at }) =>
      toOpinion(paperId, mark === "more" ? "marked" : "hidden", at),
    ),
  ].sort(newestFirst);
  const last = new Map<PaperId, Opinion>();
  for (const opinion of all) {
    const newer = last.get(opinion.paperId);
    if (!newer) last.set(opinion.paperId, opinion);
    else if (newer.isLiked && opinion.isLiked && isMoreTelling(opinion, newer)) {
      last.set(opinion.paperId, { ...newer, deed: opinion.deed });
    }
  }
  return [...last.values()].slice(0, MOST_OPINIONS);
}

function toOpinion(paperId: PaperId, deed: Opinion["deed"], at: string): Opinion {
  return { paperId, deed, isLiked: deed !== "hidden", at };
}

function isMoreTelling(one: Opinion, other: Opinion): boolean {
  return telling.indexOf(one.deed) < telling.indexOf(other.deed);
}

function newestFirst(one: Opinion, other: Opinion): number {
  if (one.at !== other.at) return one.at > other.at ? -1 : 1;
  return one.paperId < other.paperId ? -1 : 1;
}
