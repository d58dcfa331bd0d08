import type { Database } from "#platform";
import {
  findSynonymsIn,
  longFormOf,
  possibleShorts,
  type Synonyms,
} from "../engine/synonym-rules.ts";
import type { AnalysedText } from "../query/analyse-query.ts";
import { abbreviationPrefix } from "../text/terms.ts";
import { lexemeOf, termOf } from "./lexemes.ts";
import { type IndexTotals, readBeginningWith } from "./reading/store.ts";
import { type PlannedTerm, resolveWords } from "./resolve-words.ts";

/** Short and long forms beside the words of a query, as `engine/synonyms.ts` finds them. */
export async function findSynonyms(
  database: Database,
  totals: IndexTotals,
  analysed: AnalysedText,
): Promise<Synonyms<PlannedTerm>> {
  const shorts = possibleShorts(analysed);
  const forms = await readLongForms(database, shorts);
  if (forms.size === 0) return { terms: [], pairs: [], marks: [] };
  const countLongForms = (short: string) => forms.get(short) ?? new Map<string, number>();
  const longs = shorts.flatMap((short) => longFormOf({ countLongForms }, short) ?? []);
  const needed = [...analysed.words.map(({ term }) => term), ...analysed.sequence, ...shorts];
  const names = [...new Set([...needed, ...longs.flatMap((long) => long.split(" "))])];
  const terms = await resolveWords(
    database,
    totals,
    names.map((term) => ({ token: term, term, weight: 1 })),
  );
  const known = new Map(terms.map((term) => [term.term, term]));
  return findSynonymsIn({ countLongForms, resolve: (term) => known.get(term)! }, analysed);
}

/** Short form → long form → papers that introduce the one for the other. */
async function readLongForms(
  database: Database,
  shorts: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const prefixes = shorts.map(abbreviationPrefix);
  const found = await readBeginningWith(database, prefixes.map(lexemeOf));
  const forms = new Map<string, Map<string, number>>();
  for (const [lexeme, papers] of found) {
    const [, short = "", long = ""] = termOf(lexeme).split(":");
    forms.set(short, (forms.get(short) ?? new Map<string, number>()).set(long, papers));
  }
  return forms;
}
