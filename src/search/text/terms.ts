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
