import { cleanLine } from "../text/clean.ts";
import { givenNameFirst } from "../text/names.ts";

/** Names out of an `author` field, parted by "and" outside braces, as they are printed. */
export function splitBibtexAuthors(field: string): string[] {
  return splitAtAnd(field)
    .map((name) => cleanLine(name))
    .filter((name) => name !== undefined && name !== "others")
    .map((name) => printedName(name as string));
}

/** A name in braces, `{The Team, Inc.}`, is one word and stays as it is. */
function printedName(name: string): string {
  const bare = withoutOuterBraces(name);
  if (bare !== name) return bare;
  const hidden = name.replace(/\{[^{}]*\}/g, (group) => group.replaceAll(",", "\u0001"));
  return givenNameFirst(hidden).replaceAll("\u0001", ",");
}

function splitAtAnd(field: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of field.matchAll(/[{}]|\sand(?=\s)/g)) {
    if (match[0] === "{") depth += 1;
    else if (match[0] === "}") depth -= 1;
    else if (depth === 0) {
      parts.push(field.slice(start, match.index));
      start = match.index + match[0].length;
    }
  }
  return [...parts, field.slice(start)];
}

/** The text without a pair of braces that encloses all of it. */
export function withoutOuterBraces(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) return text;
  let depth = 0;
  for (let at = 0; at < trimmed.length; at += 1) {
    if (trimmed[at] === "{") depth += 1;
    if (trimmed[at] === "}") depth -= 1;
    if (depth === 0) return at === trimmed.length - 1 ? trimmed.slice(1, -1) : text;
  }
  return text;
}
