import type { PaperId } from "#papers";
import { AppError } from "#platform";
import type { SimilarHit } from "../search.ts";
import { isFunctionWord } from "../text/languages.ts";
import { languagesOf } from "./index-languages.ts";
import { locate } from "./index-view.ts";
import { findDocument } from "./known-items.ts";
import { orderByScore, runLexicalLeg } from "./lexical-leg.ts";
import { runMeaningLeg, vectorAt } from "./meaning-leg.ts";
import { codesOf } from "./phrases.ts";
import { findPosting } from "./postings.ts";
import { type ResolvedTerm, resolveTerm } from "./resolve-terms.ts";
import { scoreCandidates } from "./score-candidates.ts";
import { NORMALISED_DEPTH } from "./scoring.ts";
import type { SearchParts } from "./search-parts.ts";
import { NO_SURFACE } from "./segment.ts";
import { BREAK } from "./stream.ts";
import { stringAt } from "./string-table.ts";
import { isTelling, mostTelling } from "./telling-terms.ts";

/** Terms named as the reason. */
export const SHOWN_TERMS = 5;
/** Share of the vectors: two whole abstracts say more by meaning than a few words do. */
export const MEANING_SHARE = 0.6;

/** Papers like the one given, by its most telling words and by meaning. */
export function findSimilar(parts: SearchParts, id: PaperId, limit: number): SimilarHit[] {
  const { view, goesFirst } = parts;
  const own = findDocument(view, id);
  if (own < 0) throw new AppError("not_found", `Paper ${id} is not in the index`);
  const terms = tellingTerms(parts, own);
  const selection = livingOthers(parts, own);
  const plan = { ...EMPTY_PLAN, terms, groups: terms.map((term) => [term]) };
  const lexical = runLexicalLeg(view, plan, selection, parts);
  const legs = parts.spaces
    .map((one) => runMeaningLeg(view, one, vectorAt(view, one, own), { ...parts, selection }))
    .filter((leg) => leg !== undefined);
  const candidates = new Set(lexical.documents.subarray(0, NORMALISED_DEPTH));
  for (const { nearest } of legs) for (const one of nearest.documents) candidates.add(one);
  const documents = Uint32Array.from(candidates);
  const weights = legs.map(() => MEANING_SHARE / legs.length);
  const asked = { lexical, meanings: legs, weigh: () => weights, follows: true };
  const { scores } = scoreCandidates(view, documents, asked, goesFirst);
  const hits: SimilarHit[] = [];
  const order = orderByScore(documents, scores, goesFirst);
  const unit = Math.max(1, scores[order[0]!] ?? 1);
  for (const at of order) {
    if (hits.length >= limit) break;
    const { segment, local } = locate(view, documents[at]!);
    const sharedTerms = sharedBy(parts, terms, documents[at]!);
    if (sharedTerms.length === 0) continue;
    const paperId = stringAt(segment.ids, local) as PaperId;
    hits.push({ paperId, score: scores[at]! / unit, sharedTerms });
  }
  return hits;
}

export const EMPTY_PLAN = {
  analysed: { words: [], sequence: [] },
  pairs: [],
  suggestion: undefined,
  titleTerms: [],
  marks: [],
};

/** Terms of a paper that are frequent in it and rare elsewhere, the most telling first. */
export function tellingTerms({ view }: SearchParts, document: number): ResolvedTerm[] {
  const { segment, local } = locate(view, document);
  const { codeTerm, termSurface } = segment.columns;
  const hasOtherLanguages = languagesOf(segment).length > 0;
  const counts = new Map<number, number>();
  for (const code of codesOf(segment, local)) {
    if (code !== BREAK) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const terms: ResolvedTerm[] = [];
  for (const [code, count] of counts) {
    const place = codeTerm[code - 1]!;
    const surface = termSurface[place]!;
    const term = stringAt(segment.terms, place);
    // A name, or a stem whose printed form belongs to the English one.
    const isBare = surface === NO_SURFACE;
    if (isBare && (!hasOtherLanguages || term.includes(":"))) continue;
    const token = isBare ? term : stringAt(segment.surfaces, surface);
    if (hasOtherLanguages && isFunctionWord(token)) continue;
    if (!isTelling(token)) continue;
    const resolved = resolveTerm(view, { token, term, weight: 1 + Math.log(count) });
    if (resolved.frequency > 1) terms.push(resolved);
  }
  return mostTelling(terms);
}

function sharedBy({ view }: SearchParts, terms: readonly ResolvedTerm[], document: number) {
  const { segment, local } = locate(view, document);
  const at = view.segments.indexOf(segment);
  return terms
    .filter(({ textPlaces }) => {
      const place = textPlaces[at]!;
      return place >= 0 && findPosting(segment, place, local) >= 0;
    })
    .slice(0, SHOWN_TERMS)
    .map(({ token }) => token);
}

function livingOthers({ view }: SearchParts, own: number): Uint8Array {
  const selection = new Uint8Array(view.capacity).fill(1);
  for (const [at, segment] of view.segments.entries()) {
    const base = view.bases[at]!;
    for (let local = 0; local < segment.totals.documents; local++) {
      if (segment.deleted[local] === 1) selection[base + local] = 0;
    }
  }
  selection[own] = 0;
  return selection;
}
