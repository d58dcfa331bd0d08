import { GrowableBytes } from "../engine/growable.ts";
import { codesOf } from "../engine/phrases.ts";
import { rankTerms } from "../engine/posting-builder.ts";
import { findStops } from "../engine/stop-codes.ts";
import { BREAK, beginStream, pushCode } from "../engine/stream.ts";
import { packStrings } from "../engine/string-table.ts";
import { frequentSurfaces } from "../engine/term-interner.ts";
import { textTerm } from "../text/terms.ts";
import { GONE, type MergePart } from "./live-documents.ts";
import { mergePostings } from "./merge-postings.ts";
import { mergeStrings } from "./merge-strings.ts";

const NO_TERM = 0xffffffff;

/** Terms, postings, printed forms and streams of all parts. */
export function mergeText(parts: readonly MergePart[], documents: number) {
  const terms = mergeStrings(parts.map(({ segment }) => segment.terms));
  const lists = mergePostings(parts, terms.places, terms.strings.length);
  const packedTerms = packStrings(terms.strings);
  const ranks = rankTerms(lists.postingOffsets, findStops(packedTerms));
  return {
    ...lists,
    ...ranks,
    termUnits: packedTerms.units,
    termOffsets: packedTerms.offsets,
    ...mergeSurfaces(parts, terms.places, terms.strings),
    ...mergeStreams(parts, { places: terms.places, termCode: ranks.termCode, documents }),
  };
}

/** Printed forms with their counts added up; those of deleted papers go on counting. */
function mergeSurfaces(
  parts: readonly MergePart[],
  places: readonly Uint32Array[],
  termStrings: readonly string[],
) {
  const surfaces = mergeStrings(parts.map(({ segment }) => segment.surfaces));
  const surfaceTerm = new Uint32Array(surfaces.strings.length).fill(NO_TERM);
  const surfaceCount = new Uint32Array(surfaces.strings.length);
  for (const [at, { segment }] of parts.entries()) {
    const own = surfaces.places[at]!;
    for (let old = 0; old < own.length; old++) {
      const place = own[old]!;
      const term = places[at]![segment.columns.surfaceTerm[old]!]!;
      const before = surfaceTerm[place]!;
      // A form that languages stem differently has the English term, else the first.
      const isBetter =
        before === NO_TERM ||
        (before !== term && termStrings[term] === textTerm(surfaces.strings[place]!));
      if (isBetter) surfaceTerm[place] = term;
      surfaceCount[place]! += segment.columns.surfaceCount[old]!;
    }
  }
  const packed = packStrings(surfaces.strings);
  return {
    surfaceUnits: packed.units,
    surfaceOffsets: packed.offsets,
    surfaceTerm,
    surfaceCount,
    termSurface: frequentSurfaces(termStrings.length, surfaceTerm, surfaceCount),
  };
}

function mergeStreams(
  parts: readonly MergePart[],
  names: {
    readonly places: readonly Uint32Array[];
    readonly termCode: Uint32Array;
    readonly documents: number;
  },
) {
  const size = parts.reduce((sum, { segment }) => sum + segment.columns.stream.length, 0);
  const bytes = new GrowableBytes(size + 1024);
  const streamOffsets = new Uint32Array(names.documents + 1);
  beginStream(bytes);
  streamOffsets[0] = bytes.length;
  for (const [at, { segment, renumbered }] of parts.entries()) {
    const { codeTerm } = segment.columns;
    const newCode = new Uint32Array(codeTerm.length + 1);
    newCode[BREAK] = BREAK;
    for (let code = 1; code < newCode.length; code++) {
      newCode[code] = names.termCode[names.places[at]![codeTerm[code - 1]!]!]!;
    }
    for (let old = 0; old < renumbered.length; old++) {
      const document = renumbered[old]!;
      if (document === GONE) continue;
      for (const code of codesOf(segment, old)) pushCode(bytes, newCode[code]!);
      streamOffsets[document + 1] = bytes.length;
    }
  }
  return { stream: bytes.view(), streamOffsets };
}
