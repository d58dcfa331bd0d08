import { assignIds } from "../identity/assign-ids.ts";
import { partitionRecords } from "../identity/partition.ts";
import { type MergedPaper, mergeRecords } from "../merge/merge-records.ts";
import type { PaperId } from "../paper.ts";
import type { Member } from "./member.ts";

/** One paper and the records it is made of. */
export interface PaperGroup {
  readonly id: PaperId;
  readonly paper: MergedPaper;
  readonly members: readonly Member[];
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
    for (const key of member.identity.keys) {
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
  const groups = partitionMembers(members);
  const papers = groups.map((group) => mergeRecords(group));
  const claims = groups.map((group, index) => ({
    paper: papers[index]!,
    recordKey: group[0]!.identity.recordKey,
    isApart: group[0]!.isApart,
  }));
  const ids = assignIds(claims);
  return groups.map((group, index) => ({ id: ids[index]!, paper: papers[index]!, members: group }));
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
