import { assignIds } from "../identity/assign-ids.ts";
import { partitionRecords } from "../identity/partition.ts";
import { type MergedPaper, mergeRecords } from "../merge/merge-records.ts";
import type { PaperId } from "../paper.ts";
import type { Member } from "./member.ts";
import { type Union, unite } from "./unite.ts";

/** One paper and the records it is made of. */
export interface PaperGroup {
  readonly id: PaperId;
  readonly paper: MergedPaper;
  readonly members: readonly Member[];
  /** The first of the records that lend it its id. */
  readonly root: Member;
}

/**
 * The papers that these records make. `members` must hold, with any record, all records that
 * share a key with it.
 */
export function groupMembers(members: readonly Member[]): PaperGroup[] {
  return componentsOf(members).flatMap(groupComponent);
}

/** Records that are joined by shared keys, directly or through others. */
function componentsOf(members: readonly Member[]): Member[][] {
  const parent = members.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  const firstWith = new Map<string, number>();
  for (const [index, member] of members.entries()) {
    for (const key of [...member.identity.keys, ...(member.joins ?? [])]) {
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, index);
      else parent[rootOf(index)] = rootOf(first);
    }
  }
  return [...Map.groupBy(members.keys(), rootOf).values()].map((indexes) =>
    indexes.map((index) => members[index]!),
  );
}

function groupComponent(members: readonly Member[]): PaperGroup[] {
  const unions = unite(partitionMembers(members));
  const merged = unions.map(mergeUnion);
  const claims = unions.map(({ root }, index) => ({
    paper: merged[index]!.named,
    recordKey: root[0]!.identity.recordKey,
    isApart: root[0]!.isApart,
  }));
  const ids = assignIds(claims);
  return unions.map((union, index) => ({
    id: ids[index]!,
    paper: merged[index]!.paper,
    members: union.members,
    root: union.root[0]!,
  }));
}

/** All that the records say; `named`: with the words that the paper's id is made of. */
function mergeUnion({ members, root }: Union): { paper: MergedPaper; named: MergedPaper } {
  const paper = mergeRecords(members);
  if (members === root) return { paper, named: paper };
  const own = mergeRecords(root);
  const { arxivId = paper.arxivId, doi = paper.doi } = own;
  const ids = { ...(arxivId && { arxivId }), ...(doi && { doi }) };
  return { paper: { ...paper, ...ids }, named: { ...own, ...ids } };
}

function partitionMembers(members: readonly Member[]): Member[][] {
  const [only] = members;
  if (only && members.length === 1) return [[only]];
  const byKey = new Map(members.map((member) => [member.identity.recordKey, member]));
  const together = members.filter((member) => !member.isApart).map(({ identity }) => identity);
  const parts = together.length > 0 ? partitionRecords(together) : [];
  const apart = members.filter((member) => member.isApart).map((member) => [member]);
  return [
    ...parts.map((part) => part.map((identity) => byKey.get(identity.recordKey)!)),
    ...apart.sort((a, b) => (a[0]!.identity.recordKey < b[0]!.identity.recordKey ? -1 : 1)),
  ];
}
