import { contentHash } from "../identity/content-hash.ts";
import { isSameTally, mergeTallies } from "../merge/merge-tallies.ts";
import type { PaperId, SourceTally } from "../paper.ts";
import type { PaperKey, PaperWrites, StoredPaper, StoredRecord } from "../store.ts";
import type { TallyReading } from "../tallies/tally-reading.ts";
import type { PaperGroup } from "./group-members.ts";
import type { KnownPaper } from "./known-paper.ts";
import type { Member } from "./member.ts";
import { planKeys } from "./plan-keys.ts";
import { planMoves } from "./plan-moves.ts";

const HASH_DIGITS = 32;

/** How the papers around a batch lie in the store before it. */
export interface StoredState {
  readonly papers: ReadonlyMap<PaperId, KnownPaper>;
  readonly keys: readonly PaperKey[];
}

/** What has to be written so that the store holds these papers and no others of theirs. */
export function planWrites(groups: readonly PaperGroup[], state: StoredState): PaperWrites {
  const kept = new Set(groups.map((group) => group.id));
  const removedPapers = [...state.papers.keys()].filter((id) => !kept.has(id)).sort();
  const { papers, tallies, changed } = planPapers(groups, state);
  return {
    papers,
    tallies,
    readings: groups.flatMap(readingsOf),
    removedPapers,
    moves: planMoves(groups, state.papers, removedPapers),
    ...planRecords(groups),
    ...planKeys(groups, state.keys, new Set(removedPapers)),
    changes: [
      ...removedPapers.map((paperId) => ({ paperId, kind: "remove" as const })),
      ...changed.map((paperId) => ({ paperId, kind: "put" as const })),
    ],
  };
}

function planPapers(groups: readonly PaperGroup[], state: StoredState) {
  const papers: StoredPaper[] = [];
  const tallies = new Map<PaperId, SourceTally>();
  const changed: PaperId[] = [];
  for (const group of groups) {
    const known = state.papers.get(group.id);
    const paper = storedPaperOf(group);
    const tally = mergeTallies(group.members.map(({ record }) => record));
    const isNewDocument = known?.documentHash !== paper.documentHash;
    const isNewTally = !known || !isSameTally(known.tally, tally);
    if (isNewDocument) papers.push(paper);
    if (isNewTally) tallies.set(group.id, tally);
    if (isNewDocument || isNewTally) changed.push(group.id);
  }
  return { papers, tallies, changed };
}

function storedPaperOf({ id, paper }: PaperGroup): StoredPaper {
  const document = JSON.stringify({ id, ...paper });
  return {
    paperId: id,
    editionDay: paper.editionDay,
    document,
    documentHash: contentHash(document, HASH_DIGITS),
  };
}

function planRecords(groups: readonly PaperGroup[]): Pick<PaperWrites, "records" | "movedRecords"> {
  const records: StoredRecord[] = [];
  const movedRecords: Pick<StoredRecord, "source" | "sourceId">[] = [];
  for (const { id, members } of groups) {
    for (const member of members) {
      if (isStoredAt(member, id)) continue;
      const { source, sourceId } = member.record;
      if (member.stored && member.stored.paperId !== id) movedRecords.push({ source, sourceId });
      records.push({
        paperId: id,
        source,
        sourceId,
        record: member.json,
        recordHash: member.hash,
        seenOn: member.seenOn,
      });
    }
  }
  return { records, movedRecords };
}

/** What new records say that their source counted earlier, each instant once. */
function readingsOf({ id, members }: PaperGroup): TallyReading[] {
  const byInstant = new Map<string, TallyReading>();
  for (const member of members) {
    if (isStoredAt(member, id)) continue;
    for (const { seenAt, upvotes } of member.record.tallyHistory ?? []) {
      const at = new Date(seenAt).toISOString();
      const most = Math.max(upvotes, byInstant.get(at)?.upvotes ?? 0);
      byInstant.set(at, { paperId: id, seenAt: at, upvotes: most, comments: 0, stars: 0 });
    }
  }
  return [...byInstant.values()];
}

function isStoredAt({ stored, hash, seenOn }: Member, id: PaperId): boolean {
  return stored?.paperId === id && stored.recordHash === hash && stored.seenOn === seenOn;
}
