const SPELLING =
  /^(?:(?:https?:\/\/)?(?:dx\.|www\.)?doi\.org\/|doi:\s*|info:doi\/)?(10\.\d{4,9}(?:\.\d+)*\/\S+)$/i;
const MAX_LENGTH = 300;

/**
 * The DOI that `text` spells, lower case and without the resolver's address, or `undefined`.
 *
 * @see https://www.doi.org/doi-handbook/HTML/case-sensitivity.html
 */
export function doiIn(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const trimmed = decode(text.trim()).replace(/[.,;>\])}]+$/, (tail) => keepBalanced(text, tail));
  return SPELLING.exec(trimmed)?.[1]?.toLowerCase();
}

/** Older DOIs end in a bracket that belongs to them: `10.1016/0022(93)90001-x(a)`. */
function keepBalanced(text: string, tail: string): string {
  const bracket = tail[0];
  if (bracket === ")" && text.includes("(")) return ")";
  if (bracket === "]" && text.includes("[")) return "]";
  if (bracket === ">" && text.includes("<")) return ">";
  return "";
}

function decode(doi: string): string {
  if (!doi.includes("%")) return doi;
  try {
    return decodeURIComponent(doi);
  } catch {
    return doi;
  }
}
