import type { Frame } from "./pages/page.ts";
import type { WebParts } from "./parts.ts";
import type { ListItem } from "./views/list-view.ts";

/** Adds what the viewer has done with the papers of a list: one query for the page. */
export async function markFrame(
  { community }: WebParts,
  frame: Frame,
  items: readonly ListItem[],
): Promise<Frame> {
  if (!frame.viewer || !community) return frame;
  const ids = items.map(({ paper }) => paper.id);
  return { ...frame, marks: await community.shelves.marksOf(frame.viewer.account.id, ids) };
}
