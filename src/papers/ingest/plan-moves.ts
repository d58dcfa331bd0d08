import type { PaperId } from "../paper.ts";
import type { PaperMove } from "../tallies/paper-move.ts";
import type { PaperGroup } from "./group-members.ts";
import type { KnownPaper } from "./known-paper.ts";

/**
 * Where the papers that go leave what people did with them: on the page that most of their
 * records go to. One that was there before keeps whether it is in sight; a new one takes it
 * over.
 */
export function planMoves(
  groups: readonly PaperGroup[],
  known: ReadonlyMap<PaperId, KnownPaper>,
  removed: readonly PaperId[],
): PaperMove[] {
  return removed.flatMap((from) => {
    const to = homeOf(groups, from);
    const { own, isHidden } = known.get(from)!;
    return to ? [{ from, to, own, isHidden: isHidden && !known.has(to) }] : [];
  });
}

function homeOf(groups: readonly PaperGroup[], from: PaperId): PaperId | undefined {
  const counts = groups.map(({ id, members }) => ({
    id,
    records: members.filter(({ stored }) => stored?.paperId === from).length,
  }));
  const best = counts.reduce((one, other) => (other.records > one.records ? other : one), {
    id: undefined as PaperId | undefined,
    records: 0,
  });
  return best.id;
}
