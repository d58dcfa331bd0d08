import type { PaperReader, PaperWithTally } from "#papers";
import { AppError } from "#platform";

/** @throws AppError `not_found` when `text` names no paper that is here. */
export async function getPaper(
  papers: Pick<PaperReader, "find" | "resolve">,
  text: string,
): Promise<PaperWithTally> {
  const id = await papers.resolve(text);
  const paper = id && (await papers.find(id));
  if (!paper) {
    throw new AppError("not_found", `There is no paper "${text}" here; search for its title`);
  }
  return paper;
}
