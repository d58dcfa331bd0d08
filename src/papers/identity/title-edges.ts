import { type Cluster, MIN_SIMILARITY, NEARLY_EQUAL, similarity } from "./cluster.ts";

/** Author lists that share at least this part of the shorter one are one list, reordered. */
const MIN_SHARED_AUTHORS = 0.5;
/** Reordered authors need abstracts that agree at least so much. */
const MIN_SIMILARITY_REORDERED = 0.5;
/** Shorter titles ("Introduction") name nothing by themselves; folded characters. */
const MIN_TELLING_TITLE = 16;
/** Titles with more papers than this ("Editorial") are compared within one first author only. */
const MAX_COMPARED = 64;

/** A reason to hold two clusters of one title for one paper. */
export interface TitleEdge {
  readonly a: number;
  readonly b: number;
  /** Higher is more certain. */
  readonly certainty: number;
  /** Nothing speaks against it and nothing but the title for it: holds only if it is the only one. */
  readonly isWeak: boolean;
}

/** The edges among clusters that share `title`, most certain first. */
export function titleEdges(clusters: readonly Cluster[], title: string): TitleEdge[] {
  const edges: TitleEdge[] = [];
  for (const group of comparable(clusters)) {
    for (const [position, a] of group.entries()) {
      for (const b of group.slice(position + 1, position + MAX_COMPARED)) {
        const edge = edgeBetween(clusters[a]!, clusters[b]!, title);
        if (edge) edges.push({ a, b, ...edge });
      }
    }
  }
  return edges.sort(
    (one, other) => other.certainty - one.certainty || one.a - other.a || one.b - other.b,
  );
}

function comparable(clusters: readonly Cluster[]): number[][] {
  const all = clusters.map((_, index) => index);
  if (clusters.length <= MAX_COMPARED) return [all];
  const groups = Map.groupBy(all, (index) => {
    const first = clusters[index]!.members[0]!;
    return first.families[0] ?? first.shingles()?.values().next().value ?? "";
  });
  return [...groups.values()];
}

function edgeBetween(
  a: Cluster,
  b: Cluster,
  title: string,
): Pick<TitleEdge, "certainty" | "isWeak"> | undefined {
  const agreement = similarity(a, b);
  if (haveSameFirstAuthor(a, b)) return { certainty: 2 + (agreement ?? 0), isWeak: false };
  if (agreement !== undefined) {
    return agreement >= neededSimilarity(a, b)
      ? { certainty: agreement, isWeak: false }
      : undefined;
  }
  if (saysNothing(a) && saysNothing(b)) return { certainty: 1, isWeak: false };
  const isTelling = title.length >= MIN_TELLING_TITLE;
  if (a.families.size > 0 && b.families.size > 0) {
    const isReordered = isTelling && sharedAuthors(a, b) >= MIN_SHARED_AUTHORS;
    return isReordered ? { certainty: 0.1, isWeak: false } : undefined;
  }
  return isTelling ? { certainty: 0, isWeak: true } : undefined;
}

function haveSameFirstAuthor(a: Cluster, b: Cluster): boolean {
  return a.members.some((one) =>
    b.members.some(
      (other) =>
        one.families[0] !== undefined &&
        one.families[0] !== "" &&
        one.families[0] === other.families[0] &&
        (one.initial === other.initial || one.initial === "" || other.initial === ""),
    ),
  );
}

function neededSimilarity(a: Cluster, b: Cluster): number {
  if (a.families.size === 0 || b.families.size === 0) return MIN_SIMILARITY;
  return sharedAuthors(a, b) >= MIN_SHARED_AUTHORS ? MIN_SIMILARITY_REORDERED : NEARLY_EQUAL;
}

function sharedAuthors(a: Cluster, b: Cluster): number {
  const shared = a.families.intersection(b.families).size;
  return shared / Math.max(1, Math.min(a.families.size, b.families.size));
}

function saysNothing(cluster: Cluster): boolean {
  return cluster.families.size === 0 && cluster.members.every((member) => !member.shingles());
}
