import type { PaperId } from "#papers";
import { paperJson } from "../../lists/index.ts";
import type { ApiParts } from "../api-parts.ts";

/** Entries with the paper each is about; those whose paper is gone or out of sight are left out. */
export async function withPapers<Item extends { readonly paperId: PaperId }, More>(
  { papers, site }: ApiParts,
  items: readonly Item[],
  more: (item: Item) => More,
): Promise<({ paper: ReturnType<typeof paperJson> } & More)[]> {
  const found = await papers.findMany(items.map(({ paperId }) => paperId));
  const byId = new Map(found.map((paper) => [paper.id, paper]));
  return items.flatMap((item) => {
    const paper = byId.get(item.paperId);
    return paper ? [{ paper: paperJson(paper, site), ...more(item) }] : [];
  });
}
