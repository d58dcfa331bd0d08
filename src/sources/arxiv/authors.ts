import type { RecordAuthor } from "../record.ts";
import { cleanLine } from "../text/clean.ts";

/**
 * Names out of arXiv's single line of authors: parted by commas and "and"; what stands in brackets
 * behind a name is an affiliation, or a number that points to one.
 */
export function splitArxivAuthors(line: string): RecordAuthor[] {
  const authors: RecordAuthor[] = [];
  for (const part of splitOutsideBrackets(line.replace(/\s+/g, " "))) {
    const name = cleanLine(withoutBrackets(part)) ?? "";
    const last = authors.at(-1);
    if (SUFFIX.test(name) && last)
      authors[authors.length - 1] = { ...last, name: `${last.name}, ${name}` };
    else if (/\p{L}/u.test(name)) authors.push(withAffiliation(name, part));
  }
  return authors;
}

const SUFFIX = /^(jr|sr|ii|iii|iv)\.?$/i;

function withAffiliation(name: string, part: string): RecordAuthor {
  const inBrackets = cleanLine(/\(([^()]*)\)/.exec(part)?.[1]);
  const isWords = inBrackets !== undefined && /\p{L}{2}/u.test(inBrackets.replace(/\band\b/g, ""));
  return isWords ? { name, affiliations: [inBrackets] } : { name };
}

function splitOutsideBrackets(line: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  const separator = /[()]|;|,(?: and )?| and /g;
  for (const match of line.matchAll(separator)) {
    if (match[0] === "(") depth += 1;
    else if (match[0] === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      parts.push(line.slice(start, match.index));
      start = match.index + match[0].length;
    }
  }
  return [...parts, line.slice(start)].map((part) => part.replace(/^\s*and /, ""));
}

function withoutBrackets(text: string): string {
  let depth = 0;
  let kept = "";
  for (const character of text) {
    if (character === "(") depth += 1;
    if (depth === 0) kept += character;
    if (character === ")") depth = Math.max(0, depth - 1);
  }
  return kept;
}
