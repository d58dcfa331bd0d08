import type { Language } from "../text/languages.ts";
import { stemIn } from "../text/stem-language.ts";
import { type NameField, nameFields, nameTerm, textTerm } from "../text/terms.ts";

const PLAIN = /^[a-z]+$/;
const NAME = /^([aov]):([a-z]+)$/;

/**
 * A term of our index as one word to PostgreSQL, whose parser splits at signs and drops what
 * it takes for no word: plain Latin letters stay, `a:doe` is `a0doe`, all else is `x0` and
 * hexadecimal UTF-8. No two terms share a lexeme.
 */
export function lexemeOf(term: string): string {
  if (PLAIN.test(term)) return term;
  const name = NAME.exec(term);
  if (name) return `${name[1]}0${name[2]}`;
  return `x0${Buffer.from(term, "utf8").toString("hex")}`;
}

/** The term of a lexeme; the other way round. */
export function termOf(lexeme: string): string {
  if (lexeme.startsWith("x0")) return Buffer.from(lexeme.slice(2), "hex").toString("utf8");
  return PLAIN.test(lexeme) ? lexeme : lexeme.replace("0", ":");
}

export function textLexeme(token: string): string {
  return lexemeOf(textTerm(token));
}

export function nameLexeme(field: NameField, token: string): string {
  return lexemeOf(nameTerm(field, token));
}

/** A word of a text in another language than English, with its accents. */
export function foreignLexeme(language: Language, token: string): string {
  return lexemeOf(stemIn(language, token));
}

/**
 * Under which a word of a query is looked for: in texts, in texts of the other languages of
 * the index, in each kind of name. Each once, the English text first.
 */
export function lexemesOfWord(
  word: { readonly token: string; readonly term: string; readonly written?: string },
  languages: readonly Language[],
): string[] {
  const foreign = languages.map((language) => foreignLexeme(language, word.written ?? word.token));
  const names = nameFields.map((field) => nameLexeme(field, word.token));
  return [...new Set([lexemeOf(word.term), ...foreign, ...names])];
}
