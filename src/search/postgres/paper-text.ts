import { venueLabel } from "#papers";
import type { IndexDocument } from "../engine/engine.ts";
import { findAbbreviations } from "../text/abbreviations.ts";
import { foldCase, foldText } from "../text/fold.ts";
import { findLanguage } from "../text/languages.ts";
import { abbreviationTerm, languageTerm, type NameField } from "../text/terms.ts";
import { visitTokens } from "../text/tokens.ts";
import { foreignLexeme, lexemeOf, nameLexeme, textLexeme } from "./lexemes.ts";

/** Parts the fields of a paper's text from each other. */
export const FIELD_END = "\n";
/** Parts names, keywords and joined words from each other. */
export const PART_END = "|";

/** Words taken of one field; PostgreSQL refuses texts that are far longer. */
const MAX_WORDS = 10_000;

/** The fields of a paper's text, in order. */
export const fields = {
  title: 0,
  abstract: 1,
  keywords: 2,
  names: 3,
  titleJoined: 4,
  abstractJoined: 5,
  titleAgain: 6,
} as const;

export interface PaperText {
  /**
   * All lexemes of a paper, each with a space before and behind it. The title comes again at
   * the end, so that BM25 counts it twice.
   */
  readonly terms: string;
  /** Words of the title and of the abstract. */
  readonly titleLength: number;
  readonly abstractLength: number;
  /** Printed words, with the lexeme each stands under. */
  readonly words: ReadonlyMap<string, string>;
}

interface Field {
  readonly lexemes: string[];
  readonly joined: string[];
  length: number;
}

/** Turns a paper into the text that PostgreSQL indexes: our own terms, not its. */
export function paperText(document: IndexDocument): PaperText {
  const { language, words, readText } = createReader(document);
  const title = readText(document.title);
  const abstract = readText(document.abstract);
  const keywords = document.keywords.flatMap((keyword) => {
    const { lexemes, joined } = readText(keyword);
    return [...lexemes, PART_END, ...joined, PART_END];
  });
  const names = [
    ...(language ? [lexemeOf(languageTerm(language)), PART_END] : []),
    ...findAbbreviations(document.abstract).flatMap((one) => [
      lexemeOf(abbreviationTerm(one)),
      PART_END,
    ]),
    ...readNames("author", document.authors),
    ...readNames("org", document.organizations),
    ...readNames("venue", document.venue ? [venueLabel(document.venue)] : []),
  ];
  const all = [title.lexemes, abstract.lexemes, keywords, names];
  all.push(title.joined, abstract.joined, title.lexemes);
  const terms = all.map((field) => field.slice(0, MAX_WORDS).join(" ")).join(` ${FIELD_END} `);
  return {
    terms: ` ${terms} `,
    titleLength: title.length,
    abstractLength: abstract.length,
    words,
  };
}

/** Reads the texts of one paper, in its language, and remembers its words. */
function createReader({ title, abstract }: IndexDocument) {
  const language = findLanguage(title, abstract);
  const words = new Map<string, string>();
  const known = new Map<string, string>();
  const lexemeOfWord = (token: string): string => {
    let lexeme = known.get(token);
    if (lexeme !== undefined) return lexeme;
    lexeme = language ? foreignLexeme(language, token) : textLexeme(token);
    known.set(token, lexeme);
    words.set(language ? foldText(token) : token, lexeme);
    return lexeme;
  };
  const readText = (text: string): Field => {
    const field: Field = { lexemes: [], joined: [], length: 0 };
    visitTokens(
      language ? foldCase(text) : foldText(text),
      (token) => {
        field.lexemes.push(lexemeOfWord(token));
        field.length++;
      },
      (joined) => field.joined.push(lexemeOfWord(joined), PART_END),
    );
    return field;
  };
  return { language, words, readText };
}

function readNames(field: NameField, names: readonly string[]): string[] {
  const lexemes: string[] = [];
  for (const name of names) {
    visitTokens(
      foldText(name),
      (token) => lexemes.push(nameLexeme(field, token)),
      () => {},
    );
    lexemes.push(PART_END);
  }
  return lexemes;
}

/** The distinct lexemes of a stored text. */
export function lexemesIn(terms: string): Set<string> {
  const lexemes = new Set(terms.split(" "));
  for (const sign of ["", FIELD_END, PART_END]) lexemes.delete(sign);
  return lexemes;
}
