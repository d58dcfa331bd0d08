import { type DateLine, parseCount, parseDateLine } from "./dates.ts";
import { abstractOdds } from "./looks.ts";

/** What stands under an abstract: who, when, how many comments. */
export interface Footer {
  readonly organization?: string | undefined;
  readonly authorCount?: number | undefined;
  readonly date?: DateLine | undefined;
}

const DOT = "·";
const AUTHORS = /^([•●∙·]\s*)?(\d[\d,]*) authors?$/i;
/** Longer lines are the end of an abstract, not the name of an organisation. */
const LONGEST_ORGANIZATION = 120;

export function isDot(line: string): boolean {
  return line.trim() === DOT;
}

/** `• 4 authors`: the number. */
export function parseAuthorCount(line: string): number | undefined {
  const match = AUTHORS.exec(line.replace(/\s+/g, " ").trim());
  return match ? parseCount(match[2]) : undefined;
}

/** Whether the line above the dot can name an organisation. */
export function isOrganization(line: string): boolean {
  const text = line.trim();
  return text !== "" && text.length <= LONGEST_ORGANIZATION && abstractOdds(text) < 0;
}

/** A footer in one line, `• 4 authors · Jul 21, 2023` or `· Oct 17 6`. */
export function splitInline(line: string): { before: string; date: DateLine } | undefined {
  const at = line.lastIndexOf(DOT);
  if (at < 0) return undefined;
  const date = parseDateLine(line.slice(at + 1));
  return date ? { before: line.slice(0, at).trim(), date } : undefined;
}
