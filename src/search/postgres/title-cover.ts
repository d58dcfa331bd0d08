import { coverBonus } from "../engine/title-cover.ts";
import { FIELD_END } from "./paper-text.ts";
import type { Candidate } from "./reading/store.ts";

/** What a paper gets for having nearly the query as its title, as `engine/title-cover.ts` has it. */
export function coverTitle(lexemes: readonly string[], { terms }: Candidate): number {
  if (lexemes.length === 0) return 0;
  const title = terms.slice(0, terms.indexOf(FIELD_END)).trim().split(" ");
  if (!title.some((lexeme) => lexemes.includes(lexeme))) return 0;
  return coverBonus(commonInOrder(lexemes, title), lexemes.length, title.length);
}

/** Length of the longest sequence that both have in common. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
  let above = new Uint8Array(other.length + 1);
  for (const lexeme of one) {
    const row = new Uint8Array(other.length + 1);
    for (let at = 0; at < other.length; at++) {
      row[at + 1] = other[at] === lexeme ? above[at]! + 1 : Math.max(above[at + 1]!, row[at]!);
    }
    above = row;
  }
  return above[other.length]!;
}
