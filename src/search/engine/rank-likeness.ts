import type { SearchMode } from "../search.ts";
import { segmentOf } from "./index-view.ts";
import { runLexicalLeg } from "./lexical-leg.ts";
import type { LikeQuery } from "./like.ts";
import { runMeaningLeg } from "./meaning-leg.ts";
import { ABSTRACT_MASK, COUNTS_MASK, NAMED_MASK, NAMED_SHIFT, TITLE_SHIFT } from "./posting.ts";
import { findPosting } from "./postings.ts";
import type { RankedHit } from "./ranked-hit.ts";
import type { ResolvedTerm } from "./resolve-terms.ts";
import { scoreCandidates } from "./score-candidates.ts";
import { K1, NAMED_WEIGHT, NORMALISED_DEPTH, UNLIKE_REACH, UNLIKE_WEIGHT } from "./scoring.ts";
import type { SearchParts } from "./search-parts.ts";
import { EMPTY_PLAN, MEANING_SHARE, SHOWN_TERMS } from "./similar.ts";

/** How near papers are to those of `like:`, or how far from those of `unlike:`. */
export interface Likeness {
  /** The nearest to the papers named, in no order. */
  readonly documents: readonly number[];
  /** Whether hits shall be near rather than far. */
  readonly isWanted: boolean;
  /** Nearness of any documents, each leg stretched to 0…1; negative where it speaks against. */
  scoreOf(documents: readonly number[]): RankedHit[];
}

/**
 * Compares papers with those named, by words, by meaning or both.
 *
 * @param selection papers that may be hits; the named ones are not among them.
 */
export function rankLikeness(
  parts: SearchParts,
  like: LikeQuery,
  { mode, selection }: { readonly mode: SearchMode; readonly selection: Uint8Array },
): Likeness {
  const { view } = parts;
  const plan = { ...EMPTY_PLAN, terms: like.terms, groups: like.terms.map((term) => [term]) };
  const lexical = mode === "meaning" ? undefined : runLexicalLeg(view, plan, selection, parts);
  const legs =
    mode === "words"
      ? []
      : parts.spaces
          .map((one, at) => runMeaningLeg(view, one, like.vectors[at]!, { ...parts, selection }))
          .filter((leg) => leg !== undefined);
  const nearest = new Set(lexical?.documents.subarray(0, NORMALISED_DEPTH));
  for (const leg of legs) for (const document of leg.nearest.documents) nearest.add(document);
  const documents = Uint32Array.from(nearest);
  // The scores are this search's own until the next one.
  if (lexical && like.opposed.length > 0) {
    for (const document of documents) {
      const against = wordScore(parts, like.opposed, document);
      lexical.all[document] = Math.max(0, lexical.all[document]! - against);
    }
  }
  const weights = legs.map(() => MEANING_SHARE / legs.length);
  const asked = { lexical, meanings: legs, weigh: () => weights, follows: true };
  const { scores, words, meanings } = scoreCandidates(view, documents, asked, parts.goesFirst);
  const hits = new Map<number, RankedHit>();
  for (const [at, document] of documents.entries()) {
    hits.set(document, {
      document,
      score: like.hasLike ? scores[at]! : -UNLIKE_WEIGHT * Math.max(0, scores[at]!),
      words: words[at]!,
      meaning: meanings.reduce((most, cosines) => Math.max(most, cosines[at]!), 0),
    });
  }
  return {
    documents: [...nearest],
    isWanted: like.hasLike,
    // What lies deeper is neither near nor far.
    scoreOf: (asked) =>
      asked.map((document) => hits.get(document) ?? { document, score: 0, words: 0, meaning: 0 }),
  };
}

/** BM25F score of one document, as `addLexicalScores` gives it for text. */
function wordScore(
  { view, norms }: SearchParts,
  terms: readonly ResolvedTerm[],
  document: number,
): number {
  const at = segmentOf(view, document);
  const segment = view.segments[at]!;
  const local = document - view.bases[at]!;
  const { titleLength, abstractLength } = segment.columns;
  let score = 0;
  for (const { weight, idf, textPlaces } of terms) {
    const posting = textPlaces[at]! < 0 ? -1 : findPosting(segment, textPlaces[at]!, local);
    if (posting === -1) continue;
    const counts = posting & COUNTS_MASK;
    const frequency =
      (counts & ABSTRACT_MASK) * norms.abstract[abstractLength[local]!]! +
      (counts >>> TITLE_SHIFT) * norms.title[titleLength[local]!]! +
      ((counts >>> NAMED_SHIFT) & NAMED_MASK) * NAMED_WEIGHT;
    score += (weight * idf * (K1 + 1) * frequency) / (frequency + K1);
  }
  return score;
}

/** Terms of the named papers that a document holds, most telling first. */
export function termsShared(
  { view }: SearchParts,
  terms: readonly ResolvedTerm[],
  document: number,
): ResolvedTerm[] {
  const at = segmentOf(view, document);
  const local = document - view.bases[at]!;
  const isHeld = ({ textPlaces }: ResolvedTerm) =>
    textPlaces[at]! >= 0 && findPosting(view.segments[at]!, textPlaces[at]!, local) >= 0;
  return terms.filter(isHeld).slice(0, SHOWN_TERMS);
}

/** Adds nearness to what the words of the query found; papers near enough come in besides. */
export function addLikeness(
  { goesFirst }: SearchParts,
  likeness: Likeness,
  asked: readonly RankedHit[],
): RankedHit[] {
  const byDocument = new Map(asked.map((hit) => [hit.document, hit]));
  const near = likeness.isWanted ? likeness.documents : [];
  const documents = [...new Set([...byDocument.keys(), ...near])];
  const hits = likeness.scoreOf(documents).map((near): RankedHit => {
    const hit = byDocument.get(near.document);
    return hit ? { ...hit, score: hit.score + near.score } : near;
  });
  return hits.sort((a, b) => b.score - a.score || (goesFirst(a.document, b.document) ? -1 : 1));
}

/** Papers that `unlike:` alone leaves out: the nearest to those it names. */
export function nearestOf(likeness: Likeness): number[] {
  const hits = likeness.scoreOf(likeness.documents).sort((a, b) => a.score - b.score);
  return hits.slice(0, UNLIKE_REACH).map(({ document }) => document);
}
