import { foldText } from "./fold.ts";
import { textTerm } from "./terms.ts";
import { visitTokens } from "./tokens.ts";

/** A short form and what it stands for, both as terms of the index. */
export interface Abbreviation {
  readonly short: string;
  /** Terms in order, stop words too, parted by spaces. */
  readonly long: string;
}

/** `(RAG)`, `(LLMs)`, `(mRNA)`: letters and digits in brackets. */
const BRACKETED = /\(([A-Za-z][A-Za-z0-9]{1,9})\)/g;
/** Nothing that a long form reaches across. */
const BOUNDARY = /[.;:,()[\]!?"“”]/g;
const LEAST_CAPITALS = 2;
/** A long form has at most so many words more than its short form has letters. */
const MORE_WORDS = 3;

/**
 * Short forms that a text introduces in brackets behind what they stand for, as in
 * "retrieval-augmented generation (RAG)": from the back, each letter of the short form must
 * be in the words before it, its first letter at the beginning of one (Schwartz and Hearst,
 * Pacific Symposium on Biocomputing 2003).
 */
export function findAbbreviations(text: string): Abbreviation[] {
  if (!text.includes("(")) return [];
  const found: Abbreviation[] = [];
  for (const match of text.matchAll(BRACKETED)) {
    const short = match[1]!.replace(/(?<=[A-Z])s$/, "");
    if ((short.match(/[A-Z]/g)?.length ?? 0) < LEAST_CAPITALS) continue;
    const long = longFormOf(short, wordsBefore(text, match.index, short.length + MORE_WORDS));
    if (long === undefined) continue;
    const terms = termsOf(long);
    const shortTerm = textTerm(foldText(short));
    if (terms.length > 1 && !terms.includes(shortTerm)) {
      found.push({ short: shortTerm, long: terms.join(" ") });
    }
  }
  return found;
}

/** The last words before a place, of the same part of the sentence. */
function wordsBefore(text: string, end: number, count: number): string {
  const before = text.slice(Math.max(0, end - 120), end).trimEnd();
  const part = before.slice(lastBoundary(before) + 1);
  return part.trim().split(/\s+/).slice(-count).join(" ");
}

function lastBoundary(text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(BOUNDARY)) last = index;
  return last;
}

function longFormOf(short: string, words: string): string | undefined {
  const letters = short.toLowerCase();
  const text = words.toLowerCase();
  let at = text.length - 1;
  for (let index = letters.length - 1; index >= 0; index--) {
    while (at >= 0 && (text[at] !== letters[index] || (index === 0 && !beginsWord(text, at)))) at--;
    if (at < 0) return undefined;
    at--;
  }
  return words.slice(at + 1);
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!);
}

function termsOf(text: string): string[] {
  const terms: string[] = [];
  visitTokens(
    foldText(text),
    (token) => terms.push(textTerm(token)),
    () => {},
  );
  return terms;
}
