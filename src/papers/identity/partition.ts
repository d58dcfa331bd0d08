import { type Cluster, clusterOf, isConflict } from "./cluster.ts";
import type { RecordIdentity } from "./record-identity.ts";
import { titleEdges } from "./title-edges.ts";

/**
 * Parts records into papers. The result depends on the set of records alone, not on their
 * order, so that any way of ingesting them ends the same. In this order: one arXiv id is one
 * paper; then one DOI, unless that would join two arXiv ids; then one title with the same
 * first author, or with abstracts that agree.
 *
 * @returns papers and the records in each, sorted by `recordKey`.
 */
export function partitionRecords(identities: readonly RecordIdentity[]): RecordIdentity[][] {
  if (identities.length === 1) return [[...identities]];
  const byArxivId = joinByArxivId(identities);
  const byDoi = joinByDoi(byArxivId);
  const byTitle = joinByTitle(byDoi);
  return byTitle.map((cluster) => [...cluster.members]).sort(byFirstKey);
}

function byFirstKey(a: readonly RecordIdentity[], b: readonly RecordIdentity[]): number {
  return (a[0]?.recordKey ?? "") < (b[0]?.recordKey ?? "") ? -1 : 1;
}

function joinByArxivId(identities: readonly RecordIdentity[]): Cluster[] {
  const groups = Map.groupBy(identities, (identity) => identity.arxivId ?? identity.recordKey);
  return sortClusters([...groups.values()].map(clusterOf));
}

function joinByDoi(clusters: readonly Cluster[]): Cluster[] {
  let current = [...clusters];
  for (const doi of [...new Set(current.flatMap((cluster) => [...cluster.dois]))].sort()) {
    const holders = current.filter((cluster) => cluster.dois.has(doi));
    if (holders.length < 2) continue;
    const others = current.filter((cluster) => !cluster.dois.has(doi));
    current = sortClusters([...others, ...joinHolders(holders)]);
  }
  return current;
}

/** Where one DOI has several arXiv ids, the rest goes to the one that shares its title. */
function joinHolders(holders: readonly Cluster[]): Cluster[] {
  const rooted = holders.filter((cluster) => cluster.arxivIds.size > 0);
  if (rooted.length < 2) return [joinAll(holders)];
  const joined = new Map(rooted.map((root) => [root, [root]]));
  for (const cluster of holders) {
    if (cluster.arxivIds.size > 0) continue;
    const root = rooted.find((one) => !one.titles.isDisjointFrom(cluster.titles)) ?? rooted[0]!;
    joined.get(root)!.push(cluster);
  }
  return [...joined.values()].map(joinAll);
}

function joinByTitle(clusters: readonly Cluster[]): Cluster[] {
  let current = [...clusters];
  for (const title of [...new Set(current.flatMap((cluster) => [...cluster.titles]))].sort()) {
    const sharing = current.filter((cluster) => cluster.titles.has(title));
    if (sharing.length < 2) continue;
    const others = current.filter((cluster) => !cluster.titles.has(title));
    current = sortClusters([...others, ...joinSharing(sharing, title)]);
  }
  return current;
}

function joinSharing(clusters: readonly Cluster[], title: string): Cluster[] {
  const edges = titleEdges(clusters, title);
  /** The cluster that each of `clusters` is part of so far. */
  const current = [...clusters];
  const join = (a: Cluster, b: Cluster) => {
    if (a === b || isConflict(a, b)) return;
    const joined = joinAll([a, b]);
    for (const [index, cluster] of current.entries()) {
      if (cluster === a || cluster === b) current[index] = joined;
    }
  };
  for (const { a, b, isWeak } of edges) if (!isWeak) join(current[a]!, current[b]!);
  const settled = [...current];
  const weak = edges.filter((edge) => edge.isWeak);
  const neighbours = new Map<Cluster, Set<Cluster>>();
  for (const edge of weak) {
    const [a, b] = [settled[edge.a]!, settled[edge.b]!];
    if (a === b) continue;
    neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
    neighbours.set(b, (neighbours.get(b) ?? new Set()).add(a));
  }
  for (const edge of weak) {
    const [a, b] = [settled[edge.a]!, settled[edge.b]!];
    const isOnly = neighbours.get(a)?.size === 1 && neighbours.get(b)?.size === 1;
    if (isOnly) join(current[edge.a]!, current[edge.b]!);
  }
  return [...new Set(current)];
}

function joinAll(clusters: readonly Cluster[]): Cluster {
  return clusterOf(clusters.flatMap((cluster) => cluster.members));
}

function sortClusters(clusters: readonly Cluster[]): Cluster[] {
  return clusters.toSorted((a, b) =>
    (a.members[0]?.recordKey ?? "") < (b.members[0]?.recordKey ?? "") ? -1 : 1,
  );
}
