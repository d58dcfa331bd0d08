import { editsAllowed, visitSimilar } from "./edit-distance.ts";
import type { IndexView } from "./index-view.ts";
import { frequencyAt } from "./resolve-terms.ts";
import { stringAt } from "./string-table.ts";

/** A word of the index that a typed word may have been meant to be. */
export interface Correction {
  readonly token: string;
  readonly edits: number;
  /** Papers that hold the word in any form. */
  readonly frequency: number;
}

/** Corrections tried per word. */
const TRIED = 3;

/** Words close to `token`, the likeliest first: fewest edits, then most papers. */
export function findCorrections(view: IndexView, token: string): Correction[] {
  const edits = editsAllowed(token);
  if (edits === 0) return [];
  const found = new Map<string, Correction>();
  for (const segment of view.segments) {
    visitSimilar(segment.surfaces, token, edits, (place, distance) => {
      const word = stringAt(segment.surfaces, place);
      if (word === token) return;
      const frequency =
        frequencyAt(segment, segment.columns.surfaceTerm[place]!) +
        (found.get(word)?.frequency ?? 0);
      found.set(word, { token: word, edits: distance, frequency });
    });
  }
  return [...found.values()]
    .sort((a, b) => a.edits - b.edits || b.frequency - a.frequency || (a.token < b.token ? -1 : 1))
    .slice(0, TRIED);
}
