import type { PaperId, PaperReader, PaperWithTally } from "#papers";

/** Fetches the papers of a list in one go; keyed by id, unknown ones absent. */
export async function loadPapers(
  papers: Pick<PaperReader, "findMany">,
  ids: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, PaperWithTally>> {
  if (ids.length === 0) return new Map();
  const found = await papers.findMany([...new Set(ids)]);
  return new Map(found.map((paper) => [paper.id, paper]));
}

/** When the newest of these papers came, for the feeds' `updated`. */
export function newestInstant(papers: readonly PaperWithTally[], otherwise: Date): string {
  let newest = "";
  for (const paper of papers) {
    const instant = paper.versions.at(-1)?.submittedAt ?? paper.submittedAt;
    const arrived = `${paper.editionDay}T00:00:00.000Z`;
    for (const candidate of [instant, arrived]) {
      if (candidate && candidate > newest) newest = candidate;
    }
  }
  return newest === "" ? otherwise.toISOString() : newest;
}
