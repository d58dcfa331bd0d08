import { addAccent } from "./accents.ts";
import { groupAt, type Stretch, skipSpaces } from "./stretch.ts";

const ACCENTED =
  /\s*(?:\{\s*(?:\\([ij])\s*|([\p{L}\p{M}]{1,3}))(?:\{\})?\s*\}|\\([ij])(?![a-zA-Z])(?:\{\}|\s)?|(\p{L}))/uy;

/** Reads what the accent stands on; `position` is behind the accent. False when there is no letter. */
export function readAccent(stretch: Stretch, accent: string): boolean {
  ACCENTED.lastIndex = stretch.position;
  const match = ACCENTED.exec(stretch.source);
  if (match && ACCENTED.lastIndex <= stretch.end) {
    const [, dotless, letters, bareDotless, letter] = match;
    stretch.text += addAccent(accent, dotless ?? letters ?? bareDotless ?? letter ?? "");
    stretch.position = ACCENTED.lastIndex;
    return true;
  }
  if (/[a-z]/i.test(accent)) return false;
  stretch.text += /[=.]/.test(accent) ? `\\${accent}` : accent;
  const empty = groupAt(stretch, skipSpaces(stretch, stretch.position));
  if (empty && empty.from === empty.until) stretch.position = empty.until + 1;
  return true;
}
