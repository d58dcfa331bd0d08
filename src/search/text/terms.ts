import { stemWord } from "./stem.ts";

/** What names a term of an author, organisation or venue; such terms are not stemmed. */
export type NameField = "author" | "org" | "venue";

const PREFIXES: Readonly<Record<NameField, string>> = { author: "a:", org: "o:", venue: "v:" };

export const nameFields: readonly NameField[] = ["author", "org", "venue"];

/** The index term of a word in a title, an abstract or a keyword. */
export function textTerm(token: string): string {
  return stemWord(token);
}

/** The index term of a word in a name. A folded token holds no colon, so it meets no text term. */
export function nameTerm(field: NameField, token: string): string {
  return PREFIXES[field] + token;
}

/**
 * The index term of papers that introduce a short form for a long one. They stand together
 * in the dictionary, by the short form.
 */
export function abbreviationTerm({ short, long }: { short: string; long: string }): string {
  return abbreviationPrefix(short) + long;
}

/** What all terms of one short form begin with. */
export function abbreviationPrefix(short: string): string {
  return `s:${short}:`;
}

/** The index term that marks papers in a language other than English. */
export function languageTerm(language: string): string {
  return `l:${language}`;
}
