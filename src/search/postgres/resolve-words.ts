import type { Database } from "#platform";
import { inverseFrequency } from "../engine/scoring.ts";
import type { QueryWord } from "../query/analyse-query.ts";
import { lexemesOfWord } from "./lexemes.ts";
import { type IndexTotals, readFrequencies, readPrinted } from "./reading/store.ts";

/** A word to look for, as the tables know it. */
export interface PlannedTerm extends QueryWord {
  /** Papers that hold it, in their text or among their names. */
  readonly frequency: number;
  readonly idf: number;
  /** Those of its lexemes that some paper has. */
  readonly lexemes: readonly string[];
}

/** Looks words up in the tables. */
export async function resolveWords(
  database: Database,
  totals: IndexTotals,
  words: readonly QueryWord[],
): Promise<PlannedTerm[]> {
  const { languages } = totals;
  // Typed without the accents by which its ending is known, a word is found as it is printed.
  const printed =
    languages.length === 0
      ? new Map<string, string>()
      : await readPrinted(
          database,
          words.map(({ token }) => token),
        );
  const all = words.map((word) => {
    const lexemes = lexemesOfWord(word, languages);
    return [...new Set([...lexemes, printed.get(word.token) ?? lexemes[0]!])];
  });
  const frequencies = await readFrequencies(database, all.flat());
  return words.map((word, at) => {
    const lexemes = all[at]!.filter((lexeme) => frequencies.has(lexeme));
    const frequency = lexemes.reduce((sum, lexeme) => sum + frequencies.get(lexeme)!, 0);
    const { documents } = totals;
    const idf = inverseFrequency(documents, Math.min(frequency, documents));
    return { ...word, frequency, idf, lexemes };
  });
}
