import { foldText, isStopWord, stemWord, visitTokens } from "#search";

/** Called for each term: a stem, or two that stand side by side, stop words left out. */
export type TermVisitor = (term: string) => void;

const MIN_LENGTH = 2;
const MAX_CHARACTERS = 20_000;
const SOME_LETTER = /\p{L}/u;

/** The words of a text that say something, in order, as stems with the forms they had. */
export function visitWords(text: string, visit: (stem: string, form: string) => void): void {
  visitTokens(
    foldText(text.slice(0, MAX_CHARACTERS)),
    (token) => {
      if (isStopWord(token) || !SOME_LETTER.test(token)) return;
      if (token.length < MIN_LENGTH && token.charCodeAt(0) < 0x80) return;
      visit(stemWord(token), token);
    },
    () => undefined,
  );
}

/** Single words and pairs of a text; a pair is two stems parted by a space. */
export function visitTerms(text: string, visit: TermVisitor): void {
  let previous = "";
  visitWords(text, (stem) => {
    visit(stem);
    if (previous !== "") visit(`${previous} ${stem}`);
    previous = stem;
  });
}
