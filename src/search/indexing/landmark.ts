import type { PaperReader } from "#papers";

/**
 * The paper at position `seq` of the change log: what tells this log from another one.
 * Empty at 0, and where the log does not reach.
 */
export async function landmarkAt(
  papers: Pick<PaperReader, "changesSince">,
  seq: number,
): Promise<string> {
  if (seq === 0) return "";
  const [change] = await papers.changesSince(seq - 1, 1);
  return change?.seq === seq ? change.paperId : "";
}
