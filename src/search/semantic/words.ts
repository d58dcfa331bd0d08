import { characterClass, PART_OF_WORD, SEPARATOR } from "./characters.ts";

/** Calls `visit` with the bounds of every word of a folded text. */
export function forEachWord(text: string, visit: (start: number, end: number) => void): void {
  let start = -1;
  for (let at = 0; at < text.length; at += 1) {
    const kind = characterClass(text.charCodeAt(at));
    if (kind === PART_OF_WORD) {
      if (start < 0) start = at;
      continue;
    }
    if (start >= 0) visit(start, at);
    start = -1;
    if (kind !== SEPARATOR) visit(at, at + 1);
  }
  if (start >= 0) visit(start, text.length);
}
