import { foldText } from "../text/fold.ts";
import { isStopWord } from "../text/stop-words.ts";
import { textTerm } from "../text/terms.ts";
import { visitTokens } from "../text/tokens.ts";

/** A word to look for. */
export interface QueryWord {
  /** Folded, as typed. */
  readonly token: string;
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
  for (const { token } of kept) {
    const term = textTerm(token);
    const weight = (words.get(term)?.weight ?? 0) + 1;
    words.set(term, { token: words.get(term)?.token ?? token, term, weight });
  }
  const sequence = kept.filter((entry) => !entry.isCompound).map((entry) => textTerm(entry.token));
  return { words: [...words.values()], sequence };
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
