import { textTerm } from "../text/terms.ts";
import { GrowableUint32 } from "./growable.ts";
import { NO_SURFACE } from "./segment.ts";
import { packStrings, type StringTable } from "./string-table.ts";

/** Sorted terms and surfaces, and how numbers given out earlier map onto them. */
export interface InternedTerms {
  readonly terms: StringTable;
  readonly surfaces: StringTable;
  readonly surfaceTerm: Uint32Array;
  readonly surfaceCount: Uint32Array;
  readonly termSurface: Uint32Array;
  /** Number given out by the interner → place among the sorted terms. */
  readonly placeOf: Uint32Array;
}

/** Gives numbers to words as they come; each printed form is stemmed once. */
export interface TermInterner {
  /** Number of the term of a word in running text; counts the printed form. */
  ofWord(token: string): number;
  /** Number of a term that is no printed word. */
  ofTerm(term: string): number;
  finish(): InternedTerms;
}

/** The numbers begin at 1: 0 is the stream's break. */
export function createTermInterner(): TermInterner {
  const termNumbers = new Map<string, number>();
  const terms: string[] = [""];
  const surfaceNumbers = new Map<string, number>();
  const surfaces: string[] = [];
  const surfaceTerms = new GrowableUint32();
  const surfaceCounts = new GrowableUint32();

  const ofTerm = (term: string): number => {
    const known = termNumbers.get(term);
    if (known !== undefined) return known;
    termNumbers.set(term, terms.length);
    return terms.push(term) - 1;
  };
  return {
    ofTerm,
    ofWord: (token) => {
      const known = surfaceNumbers.get(token);
      if (known !== undefined) {
        surfaceCounts.values[known]!++;
        return surfaceTerms.values[known]!;
      }
      const term = ofTerm(textTerm(token));
      surfaceNumbers.set(token, surfaces.push(token) - 1);
      surfaceTerms.push(term);
      surfaceCounts.push(1);
      return term;
    },
    finish: () => {
      const termOrder = sortedOrder(terms, 1);
      const placeOf = new Uint32Array(terms.length);
      for (const [place, number] of termOrder.entries()) placeOf[number] = place;
      const surfaceOrder = sortedOrder(surfaces, 0);
      const surfaceTerm = Uint32Array.from(
        surfaceOrder,
        (at) => placeOf[surfaceTerms.values[at]!]!,
      );
      const surfaceCount = Uint32Array.from(surfaceOrder, (at) => surfaceCounts.values[at]!);
      return {
        terms: packStrings(Array.from(termOrder, (number) => terms[number]!)),
        surfaces: packStrings(Array.from(surfaceOrder, (number) => surfaces[number]!)),
        surfaceTerm,
        surfaceCount,
        termSurface: frequentSurfaces(termOrder.length, surfaceTerm, surfaceCount),
        placeOf,
      };
    },
  };
}

/** Indices of `strings` from `first` on, in the order of the strings. */
export function sortedOrder(strings: readonly string[], first: number): Uint32Array {
  const order = Uint32Array.from({ length: strings.length - first }, (_, at) => at + first);
  return order.sort((a, b) => (strings[a]! < strings[b]! ? -1 : 1));
}

/** For each term its most frequent printed form, the first in order among equals. */
export function frequentSurfaces(
  termCount: number,
  surfaceTerm: Uint32Array,
  surfaceCount: Uint32Array,
): Uint32Array {
  const best = new Uint32Array(termCount).fill(NO_SURFACE);
  for (let surface = 0; surface < surfaceTerm.length; surface++) {
    const term = surfaceTerm[surface]!;
    const leader = best[term]!;
    if (leader === NO_SURFACE || surfaceCount[surface]! > surfaceCount[leader]!) {
      best[term] = surface;
    }
  }
  return best;
}
