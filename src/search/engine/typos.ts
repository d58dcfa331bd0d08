import { distanceWithin, editsAllowed } from "./edit-distance.ts";
import type { IndexView } from "./index-view.ts";
import { frequencyAt } from "./resolve-terms.ts";
import { scratchFor } from "./scratch.ts";
import type { Segment } from "./segment.ts";
import { packStrings, stringAt } from "./string-table.ts";
import { signsOf, visitSigned } from "./word-signs.ts";

/** A word of the index that a typed word may have been meant to be. */
export interface Correction {
  readonly token: string;
  readonly edits: number;
  /** Papers that hold the word in any form. */
  readonly frequency: number;
}

/** Corrections tried per word. */
const TRIED = 3;

/**
 * Words close to `token`, the likeliest first: fewest edits, then most papers. Those two
 * edits away are looked for only where none one edit away is in more than `least` papers.
 */
export function findCorrections(view: IndexView, token: string, least = 0): Correction[] {
  let corrections: Correction[] = [];
  for (let edits = 1; edits <= editsAllowed(token); edits++) {
    corrections = wordsWithin(view, token, edits);
    if (corrections.some(({ frequency }) => frequency > least)) break;
  }
  return corrections;
}

function wordsWithin(view: IndexView, token: string, edits: number): Correction[] {
  const found = new Map<string, Correction>();
  for (const segment of view.segments) {
    visitSimilar(segment, { view, token, edits }, (place, distance) => {
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

/** Calls back with every surface within `edits` of `token`, in order. */
function visitSimilar(
  segment: Segment,
  wanted: { readonly view: IndexView; readonly token: string; readonly edits: number },
  visit: (place: number, distance: number) => void,
): void {
  const { view, token, edits } = wanted;
  const { units } = packStrings([token]);
  const typed = { units, start: 0, end: units.length };
  const signs = signsOf(units, 0, units.length);
  const { surfaces } = segment;
  visitSigned(segment, scratchFor(view.capacity), { signs, most: 2 * edits }, (place) => {
    const start = surfaces.offsets[place]!;
    const word = { units: surfaces.units, start, end: surfaces.offsets[place + 1]! };
    const distance = distanceWithin(edits, word, typed);
    if (distance <= edits) visit(place, distance);
  });
}
