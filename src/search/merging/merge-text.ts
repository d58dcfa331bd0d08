import { GrowableBytes } from "../engine/growable.ts";
import { codesOf } from "../engine/phrases.ts";
import { rankTerms } from "../engine/posting-builder.ts";
import { BREAK, pushCode } from "../engine/stream.ts";
import { packStrings } from "../engine/string-table.ts";
import { frequentSurfaces } from "../engine/term-interner.ts";
import { GONE, type MergePart } from "./live-documents.ts";
import { mergePostings } from "./merge-postings.ts";
import { mergeStrings } from "./merge-strings.ts";

/** Terms, postings, printed forms and streams of all parts. */
export function mergeText(parts: readonly MergePart[], documents: number) {
  const terms = mergeStrings(parts.map(({ segment }) => segment.terms));
  const lists = mergePostings(parts, terms.places, terms.strings.length);
  const ranks = rankTerms(lists.postingOffsets);
  const packedTerms = packStrings(terms.strings);
  return {
    ...lists,
    ...ranks,
    termUnits: packedTerms.units,
    termOffsets: packedTerms.offsets,
    ...mergeSurfaces(parts, terms.places, terms.strings.length),
    ...mergeStreams(parts, { places: terms.places, termCode: ranks.termCode, documents }),
  };
}

/** Printed forms with their counts added up; those of deleted papers go on counting. */
function mergeSurfaces(
  parts: readonly MergePart[],
  places: readonly Uint32Array[],
  termCount: number,
) {
  const surfaces = mergeStrings(parts.map(({ segment }) => segment.surfaces));
  const surfaceTerm = new Uint32Array(surfaces.strings.length);
  const surfaceCount = new Uint32Array(surfaces.strings.length);
  for (const [at, { segment }] of parts.entries()) {
    const own = surfaces.places[at]!;
    for (let old = 0; old < own.length; old++) {
      const place = own[old]!;
      surfaceTerm[place] = places[at]![segment.columns.surfaceTerm[old]!]!;
      surfaceCount[place]! += segment.columns.surfaceCount[old]!;
    }
  }
  const packed = packStrings(surfaces.strings);
  return {
    surfaceUnits: packed.units,
    surfaceOffsets: packed.offsets,
    surfaceTerm,
    surfaceCount,
    termSurface: frequentSurfaces(termCount, surfaceTerm, surfaceCount),
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
