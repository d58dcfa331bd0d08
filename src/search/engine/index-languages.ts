import type { Language } from "../text/languages.ts";
import { languages } from "../text/stem-language.ts";
import { languageTerm } from "../text/terms.ts";
import type { IndexView } from "./index-view.ts";
import type { Segment } from "./segment.ts";
import { findString } from "./string-table.ts";

const known = new WeakMap<Segment, readonly Language[]>();

/** Languages besides English in which papers of a segment are written. */
export function languagesOf(segment: Segment): readonly Language[] {
  const before = known.get(segment);
  if (before) return before;
  const { postingOffsets } = segment.columns;
  const found = languages.filter((one) => {
    const place = findString(segment.terms, languageTerm(one));
    return place >= 0 && postingOffsets[place + 1]! > postingOffsets[place]!;
  });
  known.set(segment, found);
  return found;
}

/** The same of all segments, each language once. */
export function languagesIn(view: IndexView): readonly Language[] {
  const all = view.segments.map(languagesOf).filter((found) => found.length > 0);
  return all.length < 2 ? (all[0] ?? []) : [...new Set(all.flat())];
}
