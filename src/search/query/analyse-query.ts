import { foldCase, foldText } from "../text/fold.ts";
import { isStopWord } from "../text/stop-words.ts";
import { textTerm } from "../text/terms.ts";
import { visitTokens } from "../text/tokens.ts";

/** A word to look for. */
export interface QueryWord {
  /** Folded, as typed. */
  readonly token: string;
  /** As typed with its accents, where it has any: other languages are stemmed by them. */
  readonly written?: string;
  /** As the index has it. */
  readonly term: string;
  /** How often it was typed; the share of a hyphenated word is smaller. */
  readonly weight: number;
}

export interface AnalysedText {
  /** Distinct terms in the order typed; stop words only where there is nothing else. */
  readonly words: readonly QueryWord[];
  /** Terms in order, stop words left out: neighbours here may be neighbours in a paper. */
  readonly sequence: readonly string[];
}

/** Turns typed text into the terms of the index. */
export function analyseText(text: string): AnalysedText {
  const all: { token: string; isStop: boolean; isCompound: boolean }[] = [];
  visitTokens(
    foldText(text),
    (token) => all.push({ token, isStop: isStopWord(token), isCompound: false }),
    (token) => all.push({ token, isStop: false, isCompound: true }),
  );
  const hasContent = all.some((entry) => !entry.isStop);
  const kept = hasContent ? all.filter((entry) => !entry.isStop) : all;
  const words = new Map<string, QueryWord>();
  const accented = accentedForms(text);
  for (const { token } of kept) {
    const term = textTerm(token);
    const known = words.get(term);
    const written = accented.get(token);
    const word: QueryWord = known ?? { token, term, weight: 0, ...(written && { written }) };
    words.set(term, { ...word, weight: word.weight + 1 });
  }
  const sequence = kept.filter((entry) => !entry.isCompound).map((entry) => textTerm(entry.token));
  return { words: [...words.values()], sequence };
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** Folded token → the same with its accents, of the tokens that have any. */
function accentedForms(text: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  if (!BEYOND_ASCII.test(text)) return forms;
  const add = (token: string) => {
    const folded = foldText(token);
    if (folded !== token) forms.set(folded, token);
  };
  visitTokens(foldCase(text), add, add);
  return forms;
}

/** The tokens of a phrase with their accents. */
export function accentedTokens(text: string): string[] {
  const tokens: string[] = [];
  visitTokens(
    foldCase(text),
    (token) => tokens.push(token),
    () => {},
  );
  return tokens;
}

/** The tokens of a phrase, every one of them: stop words count here. */
export function phraseTokens(text: string): string[] {
  const tokens: string[] = [];
  visitTokens(
    foldText(text),
    (token) => tokens.push(token),
    () => {},
  );
  return tokens;
}
