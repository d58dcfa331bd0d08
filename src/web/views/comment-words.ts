import { type Html, raw } from "../html.ts";

const MAX_LENGTH = 200;
/** A formula, a tag, or text between them. */
const PARTS = /<math\b.*?<\/math>|<[^>]*>|[^<]+/gs;
const BLOCK = /^<\/?(p|li|ul|ol|pre|blockquote|br|h\d|table|tr|td|th|hr)\b/;

/**
 * The beginning of a comment on one line: its words and formulas, without links and other markup.
 *
 * @param safe markup that `community` has made safe; its text stays as it is escaped there.
 */
export function excerptOf(safe: string, maxLength = MAX_LENGTH): Html {
  let kept = "";
  let length = 0;
  for (const [part] of safe.matchAll(PARTS)) {
    const isMath = part.startsWith("<math");
    if (part.startsWith("<") && !isMath) {
      if (BLOCK.test(part)) kept += " ";
      continue;
    }
    const words = isMath ? part : within(part, maxLength - length);
    kept += words;
    length += isMath ? 1 : words.length;
    if (words !== part || length >= maxLength) return raw(`${tidy(kept)}…`);
  }
  return raw(tidy(kept));
}

/** Cut between words, so that no entity is cut. */
function within(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, text.lastIndexOf(" ", most) + 1);
}

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
