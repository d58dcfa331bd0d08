import type { PaperRecord } from "#sources";
import { slugOf } from "./names/slug.ts";
import type { PaperId } from "./paper.ts";
import type { PaperStore } from "./store.ts";

/** An organisation of a paper, and who says so. */
export interface SaidOrganization {
  readonly name: string;
  /** Names of sources, sorted; `author` where a confirmed author said it. */
  readonly sources: readonly string[];
}

/** The organisations of a paper in its order; see `PaperReader.organizationsOf`. */
export async function saidOrganizations(
  store: Pick<PaperStore, "recordsOf">,
  id: PaperId,
  names: readonly string[],
): Promise<SaidOrganization[]> {
  if (names.length === 0) return [];
  const sources = new Map<string, Set<string>>(names.map((name) => [slugOf(name), new Set()]));
  for (const stored of await store.recordsOf([id])) {
    const record = JSON.parse(stored.record) as PaperRecord;
    for (const name of record.organizations ?? []) sources.get(slugOf(name))?.add(record.source);
  }
  return names.map((name) => ({ name, sources: [...(sources.get(slugOf(name)) ?? [])].sort() }));
}
