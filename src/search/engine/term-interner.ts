import { foldText } from "../text/fold.ts";
import type { Language } from "../text/languages.ts";
import { stemIn } from "../text/stem-language.ts";
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
  /** The same for a word of another language than English, with its accents. */
  ofWordIn(language: Language, token: string): number;
  /** Number of a term that is no printed word. */
  ofTerm(term: string): number;
  finish(): InternedTerms;
}

/** The numbers begin at 1: 0 is the stream's break. */
export function createTermInterner(): TermInterner {
  const termNumbers = new Map<string, number>();
  const terms: string[] = [""];
  const ofTerm = (term: string): number => {
    const known = termNumbers.get(term);
    if (known !== undefined) return known;
    termNumbers.set(term, terms.length);
    return terms.push(term) - 1;
  };
  const surfaces = createSurfaces();
  const foreign = new Map<string, { readonly term: number; readonly surface: number }>();
  return {
    ofTerm,
    ofWord: (token) => {
      const known = surfaces.numberOf(token);
      if (known === undefined) return surfaces.add(token, ofTerm(textTerm(token)));
      if (surfaces.isForeign(known)) surfaces.takeOver(known, ofTerm(textTerm(token)));
      return surfaces.count(known);
    },
    ofWordIn: (language, token) => {
      const key = `${language}:${token}`;
      const known = foreign.get(key);
      if (known) {
        surfaces.count(known.surface);
        return known.term;
      }
      const term = ofTerm(stemIn(language, token));
      foreign.set(key, { term, surface: surfaces.meetForeign(foldText(token), term) });
      return term;
    },
    finish: () => finishTerms(terms, surfaces),
  };
}

/**
 * Printed forms, how often each was met and its term. A form has one term: where several
 * languages have it, the English one, else that of the language it was met in first.
 */
function createSurfaces() {
  const numbers = new Map<string, number>();
  const strings: string[] = [];
  const terms = new GrowableUint32();
  const counts = new GrowableUint32();
  const onlyForeign = new Set<number>();
  const add = (token: string, term: number): number => {
    numbers.set(token, strings.push(token) - 1);
    terms.push(term);
    counts.push(1);
    return term;
  };
  return {
    strings,
    terms,
    counts,
    add,
    numberOf: (token: string) => numbers.get(token),
    isForeign: (surface: number) => onlyForeign.size > 0 && onlyForeign.has(surface),
    count: (surface: number): number => {
      counts.values[surface]!++;
      return terms.values[surface]!;
    },
    takeOver: (surface: number, term: number): void => {
      onlyForeign.delete(surface);
      terms.values[surface] = term;
    },
    /** Counts a form of another language; returns its number. */
    meetForeign: (token: string, term: number): number => {
      const known = numbers.get(token);
      if (known !== undefined) {
        counts.values[known]!++;
        return known;
      }
      add(token, term);
      onlyForeign.add(strings.length - 1);
      return strings.length - 1;
    },
  };
}

function finishTerms(
  terms: readonly string[],
  { strings, ...surfaces }: ReturnType<typeof createSurfaces>,
): InternedTerms {
  const termOrder = sortedOrder(terms, 1);
  const placeOf = new Uint32Array(terms.length);
  for (const [place, number] of termOrder.entries()) placeOf[number] = place;
  const surfaceOrder = sortedOrder(strings, 0);
  const surfaceTerm = Uint32Array.from(surfaceOrder, (at) => placeOf[surfaces.terms.values[at]!]!);
  const surfaceCount = Uint32Array.from(surfaceOrder, (at) => surfaces.counts.values[at]!);
  return {
    terms: packStrings(Array.from(termOrder, (number) => terms[number]!)),
    surfaces: packStrings(Array.from(surfaceOrder, (number) => strings[number]!)),
    surfaceTerm,
    surfaceCount,
    termSurface: frequentSurfaces(termOrder.length, surfaceTerm, surfaceCount),
    placeOf,
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
