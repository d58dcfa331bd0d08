import { type PaperWithTally, texToText } from "#papers";
import type { PickFilter } from "../subject.ts";
import type { PaperNote } from "../window/notes.ts";
import { isWithin } from "./of-window.ts";

/**
 * Whether a paper holds to a filter.
 *
 * @param paper where its words are looked at.
 */
export function holds(filter: PickFilter, note: PaperNote, paper?: PaperWithTally): boolean {
  const { categories = [], minUpvotes = 0, has = [], withoutWords = [] } = filter;
  if (note.upvotes < minUpvotes) return false;
  if (!has.every((one) => note.has.has(one))) return false;
  const isInOne = categories.some((wanted) => note.categories.some((own) => isWithin(own, wanted)));
  if (categories.length > 0 && !isInOne) return false;
  if (withoutWords.length === 0 || !paper) return true;
  const text = folded(`${texToText(paper.title)} ${texToText(paper.abstract)}`);
  return !withoutWords.some((word) => text.includes(folded(word)));
}

/** Words between spaces, so that `cat` is not found in `category`. */
function folded(text: string): string {
  const words = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${words.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}
