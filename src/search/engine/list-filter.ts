import { foldText } from "../text/fold.ts";
import { type NameField, nameTerm } from "../text/terms.ts";
import { visitTokens } from "../text/tokens.ts";
import type { IndexView } from "./index-view.ts";
import { labelIn, slugIn } from "./list-values.ts";
import { intersect, listDocuments } from "./postings.ts";
import type { ListColumn, ListName, Segment } from "./segment.ts";
import { countStrings, findString, stringAt } from "./string-table.ts";

/**
 * Marks the documents whose list holds `value`: the value of that very slug where there is
 * one; else every name that has all the words of `value` (`doe` finds Jane Doe), and for
 * categories all below it (`cs` finds cs.CL).
 */
export function markListed(view: IndexView, list: ListName, value: string, marks: Uint8Array) {
  const slug = slugIn(list, value);
  const exact = view.segments.map((segment) => findString(segment.lists[list].slugs, slug));
  const isExact = exact.some((ordinal) => ordinal >= 0);
  for (let at = 0; at < view.segments.length; at++) {
    const segment = view.segments[at]!;
    const part = marks.subarray(view.bases[at]!, view.bases[at]! + segment.totals.documents);
    const ordinal = exact[at]!;
    if (list === "category") {
      markOrdinals(
        segment.lists[list],
        isExact ? [ordinal] : below(segment.lists[list], slug),
        part,
      );
    } else if (!isExact) {
      markNamed(segment, list, { tokens: tokensOf(labelIn(list, value)) }, part);
    } else if (ordinal >= 0) {
      const tokens = tokensOf(stringAt(segment.lists[list].labels, ordinal));
      markNamed(segment, list, { tokens, ordinal }, part);
    }
  }
}

function below(list: ListColumn, slug: string): number[] {
  const ordinals: number[] = [];
  for (let ordinal = 0; ordinal < countStrings(list.slugs); ordinal++) {
    if (stringAt(list.slugs, ordinal).startsWith(`${slug}.`)) ordinals.push(ordinal);
  }
  return ordinals;
}

function markOrdinals(list: ListColumn, ordinals: readonly number[], marks: Uint8Array): void {
  if (ordinals.every((ordinal) => ordinal < 0)) return;
  for (let document = 0; document < marks.length; document++) {
    for (let at = list.starts[document]!; at < list.starts[document + 1]!; at++) {
      if (ordinals.includes(list.values[at]!)) marks[document] = 1;
    }
  }
}

/** Candidates come from the postings of the name's words, so that few lists are looked at. */
function markNamed(
  segment: Segment,
  field: NameField,
  wanted: { readonly tokens: readonly string[]; readonly ordinal?: number },
  marks: Uint8Array,
): void {
  const places = wanted.tokens.map((token) => findString(segment.terms, nameTerm(field, token)));
  if (places.length === 0 || places.includes(-1)) return;
  const list = segment.lists[field];
  const verdicts = new Map<number, boolean>();
  const holds = (value: number): boolean => {
    if (wanted.ordinal !== undefined) return value === wanted.ordinal;
    let verdict = verdicts.get(value);
    if (verdict === undefined) {
      const own = tokensOf(stringAt(list.labels, value));
      verdict = wanted.tokens.every((token) => own.includes(token));
      verdicts.set(value, verdict);
    }
    return verdict;
  };
  for (const document of places.map((place) => listDocuments(segment, place)).reduce(intersect)) {
    const values = list.values.subarray(list.starts[document]!, list.starts[document + 1]!);
    if (values.some(holds)) marks[document] = 1;
  }
}

function tokensOf(name: string): string[] {
  const tokens: string[] = [];
  visitTokens(
    foldText(name),
    (token) => tokens.push(token),
    () => {},
  );
  return tokens;
}
