import { countUpTo, guessCount, type IndexTotals } from "./reading/store.ts";
import type { PlannedTerm } from "./resolve-words.ts";
import type { PostgresParts } from "./search-context.ts";
import { holdsGroups, type Selection } from "./selecting/store.ts";

/** Papers of a selection. */
export async function countSelected(
  parts: PostgresParts,
  totals: IndexTotals,
  selection: Selection,
): Promise<number> {
  if (selection.conditions.length === 0) return totals.documents;
  const { database, limits } = parts;
  const { counted } = limits;
  const count = await countUpTo(database, selection, counted + 1);
  if (count <= counted) return count;
  return Math.max(count, Math.min(totals.documents, await guessCount(database, selection)));
}

/** Papers of a selection that hold any of the terms. */
export async function countByWords(
  parts: PostgresParts,
  totals: IndexTotals,
  selection: Selection,
  terms: readonly PlannedTerm[],
): Promise<number> {
  const lexemes = terms.flatMap((term) => term.lexemes);
  if (lexemes.length === 0) return 0;
  const narrowed = {
    ...selection,
    conditions: [...selection.conditions, holdsGroups([lexemes], selection)],
  };
  if (selection.conditions.length > 0) return countSelected(parts, totals, narrowed);
  if (lexemes.length === 1) return terms[0]!.frequency;
  const { database, limits } = parts;
  const { counted } = limits;
  const guess = guessUnion(totals, terms);
  if (guess > counted) return guess;
  const count = await countUpTo(database, narrowed, counted + 1);
  return count <= counted ? count : Math.max(count, guess);
}

/** Papers with any of the terms, were the terms to occur independently of each other. */
function guessUnion({ documents }: IndexTotals, terms: readonly PlannedTerm[]): number {
  const without = terms.reduce(
    (share, { frequency }) => share * (1 - Math.min(1, frequency / documents)),
    1,
  );
  return Math.round(documents * (1 - without));
}
