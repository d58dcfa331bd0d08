import { containment } from "./abstract-similarity.ts";
import type { RecordIdentity } from "./record-identity.ts";

/** Abstracts of one title that agree at least so much are one paper's. */
export const MIN_SIMILARITY = 0.2;
/** Abstracts so alike are one paper's even when no author's name agrees. */
export const NEARLY_EQUAL = 0.8;
/** Pairs of abstracts looked at when two clusters are compared. */
const MAX_COMPARED = 8;

/** Records held to be one paper. Members are sorted by `recordKey`. */
export interface Cluster {
  readonly members: readonly RecordIdentity[];
  readonly arxivIds: ReadonlySet<string>;
  readonly dois: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
  /** Every author's family key; empty when no member names authors. */
  readonly families: ReadonlySet<string>;
}

export function clusterOf(members: readonly RecordIdentity[]): Cluster {
  const sorted = members.toSorted((a, b) => (a.recordKey < b.recordKey ? -1 : 1));
  return {
    members: sorted,
    arxivIds: new Set(sorted.flatMap((member) => member.arxivId ?? [])),
    dois: new Set(sorted.flatMap((member) => member.doi ?? [])),
    titles: new Set(sorted.map((member) => member.foldedTitle)),
    families: new Set(sorted.flatMap((member) => member.families)),
  };
}

/** The best agreement between an abstract of one and an abstract of the other; `undefined` when one has none. */
export function similarity(a: Cluster, b: Cluster): number | undefined {
  let best: number | undefined;
  for (const one of abstractsOf(a)) {
    for (const other of abstractsOf(b)) best = Math.max(best ?? 0, containment(one, other));
  }
  return best;
}

function abstractsOf(cluster: Cluster) {
  return cluster.members.flatMap((member) => member.shingles() ?? []).slice(0, MAX_COMPARED);
}

/** Whether something says that two clusters of one title are different papers. */
export function isConflict(a: Cluster, b: Cluster): boolean {
  if (areApart(a.arxivIds, b.arxivIds)) return true;
  const agreement = similarity(a, b);
  if (areApart(a.dois, b.dois) && (agreement ?? 1) < MIN_SIMILARITY) return true;
  return areApart(a.families, b.families) && (agreement ?? 0) < NEARLY_EQUAL;
}

/** Both say something, and nothing they say is the same. */
function areApart(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && a.isDisjointFrom(b);
}
