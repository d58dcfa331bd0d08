import { arxivKey, doiKey } from "../identity/record-identity.ts";
import type { PaperId } from "../paper.ts";
import type { PaperKey, PaperWrites } from "../store.ts";
import type { PaperGroup } from "./group-members.ts";
import { apartKey, isPageId } from "./member.ts";

/**
 * The keys that papers gain and lose. A provisional id is never forgotten: it may stand in
 * someone's bookmarks, so it follows the records of its page.
 */
export function planKeys(
  groups: readonly PaperGroup[],
  stored: readonly PaperKey[],
  removed: ReadonlySet<PaperId>,
): Pick<PaperWrites, "addedKeys" | "staleKeys"> {
  const storedOf = Map.groupBy(stored, ({ paperId }) => paperId);
  const heir = heirsOf(groups);
  const inherited = Map.groupBy(
    stored.filter(({ key }) => isPageId(key)),
    ({ paperId }) => heir.get(paperId),
  );
  const addedKeys: PaperKey[] = [];
  const staleKeys: PaperKey[] = [];
  for (const group of groups) {
    const keys = keysOf(group);
    for (const { key } of inherited.get(group.id) ?? []) keys.add(key);
    const before = storedOf.get(group.id) ?? [];
    const known = new Set(before.map(({ key }) => key));
    for (const key of keys) if (!known.has(key)) addedKeys.push({ paperId: group.id, key });
    staleKeys.push(...before.filter(({ key }) => !keys.has(key)));
  }
  return { addedKeys, staleKeys: staleKeys.filter(({ paperId }) => !removed.has(paperId)) };
}

/** Where each stored page lives on: the same id, else the first paper that has its records. */
function heirsOf(groups: readonly PaperGroup[]): Map<PaperId, PaperId> {
  const heirs = new Map<PaperId, PaperId>();
  for (const { id, members } of groups) {
    for (const { stored } of members) {
      if (stored && !heirs.has(stored.paperId)) heirs.set(stored.paperId, id);
    }
  }
  for (const { id } of groups) if (heirs.has(id)) heirs.set(id, id);
  return heirs;
}

function keysOf({ id, paper, members }: PaperGroup): Set<string> {
  const keys = new Set(members.flatMap(({ identity }) => identity.keys));
  if (isPageId(id)) keys.add(id);
  if (paper.arxivId) keys.add(arxivKey(paper.arxivId));
  if (paper.doi) keys.add(doiKey(paper.doi));
  for (const { isApart, identity, joins } of members) {
    if (isApart) keys.add(apartKey(identity.recordKey));
    for (const mark of joins ?? []) keys.add(mark);
  }
  return keys;
}
