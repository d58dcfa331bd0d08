/** Longest formula that is set as one; longer ones stay as they are written. */
export const MAX_MATH_LENGTH = 4096;

/** Where a formula stands, delimiters included, and what it says. */
export interface MathSpan {
  readonly end: number;
  readonly source: string;
  readonly isDisplay: boolean;
}

const TELLING = /[\\^_={}]/;
/** `$5 million and 3$`: an amount followed by words is no formula. */
const AMOUNT = /^\d[\d.,]*\s?[a-z]*(?:\s+[a-z]{2,}){2}/i;

/**
 * The formula that begins with the `$` at `start`, before `limit`. A lone sign is money: an
 * opening `$` stands before something, a closing one behind something and before no digit.
 */
export function dollarMath(text: string, start: number, limit: number): MathSpan | undefined {
  const isDisplay = text.startsWith("$$", start);
  const mark = isDisplay ? "$$" : "$";
  const from = start + mark.length;
  const until = findClosing(text, mark, from, limit);
  if (until < 0) return undefined;
  const source = text.slice(from, until);
  const after = text[until + mark.length] ?? "";
  if (!isFormula(source, isDisplay, after)) return undefined;
  return { end: until + mark.length, source, isDisplay };
}

function isFormula(source: string, isDisplay: boolean, after: string): boolean {
  if (source.trim() === "" || /\n\s*\n/.test(source)) return false;
  if (isDisplay || TELLING.test(source)) return true;
  if (/\d/.test(after) || AMOUNT.test(source)) return false;
  const isTight = !/^\s|\s$/.test(source);
  return isTight || source.trim().length === 1;
}

function findClosing(text: string, mark: string, from: number, limit: number): number {
  const last = Math.min(limit, from + MAX_MATH_LENGTH);
  for (let position = from; position < last; position++) {
    const character = text[position];
    if (character === "\\") position++;
    else if (character === "$") return text.startsWith(mark, position) ? position : -1;
  }
  return -1;
}

/** The formula between `\(` and `\)`, or `\[` and `\]`, that begins at `start`. */
export function bracketMath(text: string, start: number, limit: number): MathSpan | undefined {
  const opening = text[start + 1];
  const closing = opening === "[" ? "]" : ")";
  const last = Math.min(limit, start + MAX_MATH_LENGTH) - 1;
  for (let position = start + 2; position < last; position++) {
    if (text[position] !== "\\") continue;
    position++;
    if (text[position] === opening) return undefined;
    if (text[position] !== closing) continue;
    const source = text.slice(start + 2, position - 1);
    return { end: position + 1, source, isDisplay: opening === "[" };
  }
  return undefined;
}

const ENVIRONMENT = /\\begin\{((?:equation|align|gather|eqnarray|multline|displaymath|math)\*?)\}/y;

/** The formula of the mathematical environment that begins at `start`. */
export function environmentMath(text: string, start: number, limit: number): MathSpan | undefined {
  ENVIRONMENT.lastIndex = start;
  const match = ENVIRONMENT.exec(text);
  if (!match) return undefined;
  const from = ENVIRONMENT.lastIndex;
  const ending = `\\end{${match[1]}}`;
  const window = text.slice(from, Math.min(limit, from + MAX_MATH_LENGTH));
  const length = window.indexOf(ending);
  if (length < 0) return undefined;
  const source = window.slice(0, length);
  const isAligned = source.includes("&") || source.includes("\\\\");
  return {
    end: from + length + ending.length,
    source: isAligned ? `\\begin{aligned}${source}\\end{aligned}` : source,
    isDisplay: match[1] !== "math",
  };
}
