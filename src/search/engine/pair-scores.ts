import { stopWords } from "../text/stop-words.ts";
import { textTerm } from "../text/terms.ts";
import { type IndexView, locate } from "./index-view.ts";
import { K1, PAIR_WEIGHT, PHRASE_WEIGHT, TITLE_PAIR_WEIGHT } from "./scoring.ts";
import type { Segment } from "./segment.ts";
import { BREAK } from "./stream.ts";
import { findString } from "./string-table.ts";

/** Two query terms that stand side by side in the query. */
export interface TermPair {
  readonly first: string;
  readonly second: string;
  /** Worth of the pair: the mean idf of its terms. */
  readonly idf: number;
}

/** Adds to the scores of `documents` what query words standing side by side in them are worth. */
export function addPairScores(
  view: IndexView,
  pairs: readonly TermPair[],
  documents: Uint32Array,
  scores: Float64Array,
): void {
  if (pairs.length === 0) return;
  const known = new Map(view.segments.map((segment) => [segment, codePairs(segment, pairs)]));
  const counts = new Uint32Array(pairs.length);
  const weight = Math.max(PAIR_WEIGHT, PHRASE_WEIGHT / pairs.length) * (K1 + 1);
  for (let at = 0; at < documents.length; at++) {
    const { segment, local } = locate(view, documents[at]!);
    const coded = known.get(segment)!;
    if (coded.length === 0) continue;
    counts.fill(0);
    countPairs(segment, local, coded, counts);
    for (let pair = 0; pair < pairs.length; pair++) {
      const count = counts[pair]!;
      scores[at]! += (weight * pairs[pair]!.idf * count) / (count + K1);
    }
  }
  for (const [segment, coded] of known) {
    const roles = rolesOf(segment);
    for (const { first, second } of coded) {
      roles[first]! &= STOP;
      roles[second]! &= STOP;
    }
  }
}

interface CodedPair {
  readonly pair: number;
  readonly first: number;
  readonly second: number;
}

/** What a code may be in the query at hand; `STOP` holds for every query. */
const FIRST = 1;
const SECOND = 2;
const STOP = 4;

/** The pairs that the segment knows, their roles set. */
function codePairs(segment: Segment, pairs: readonly TermPair[]): CodedPair[] {
  const roles = rolesOf(segment);
  const codeOf = (term: string) => {
    const place = findString(segment.terms, term);
    return place < 0 ? BREAK : segment.columns.termCode[place]!;
  };
  const coded = pairs
    .map(({ first, second }, pair) => ({ pair, first: codeOf(first), second: codeOf(second) }))
    .filter(({ first, second }) => first !== BREAK && second !== BREAK);
  for (const { first, second } of coded) {
    roles[first]! |= FIRST;
    roles[second]! |= SECOND;
  }
  return coded;
}

/** Counts pairs in the stream of a document; stop words between two words do not part them. */
function countPairs(
  segment: Segment,
  document: number,
  pairs: readonly CodedPair[],
  counts: Uint32Array,
): void {
  const { stream, streamOffsets } = segment.columns;
  const roles = rolesOf(segment);
  const end = streamOffsets[document + 1]!;
  let previous = BREAK;
  let isFirst = false;
  // The title comes first; a break ends it.
  let unit = TITLE_PAIR_WEIGHT;
  for (let at = streamOffsets[document]!; at < end; ) {
    let code = stream[at++]!;
    if (code >= 0xc0) {
      code = ((code & 0x3f) << 16) | (stream[at]! << 8) | stream[at + 1]!;
      at += 2;
    } else if (code >= 0x80) {
      code = ((code & 0x3f) << 8) | stream[at++]!;
    }
    if (code === BREAK) unit = 1;
    const role = roles[code]!;
    if ((role & STOP) !== 0) continue;
    if (isFirst && (role & SECOND) !== 0) {
      for (const pair of pairs) {
        if (pair.first === previous && pair.second === code) counts[pair.pair]! += unit;
      }
    }
    previous = code;
    isFirst = (role & FIRST) !== 0;
  }
}

const rolesBySegment = new WeakMap<Segment, Uint8Array>();

/** A byte per code of the segment. */
function rolesOf(segment: Segment): Uint8Array {
  const known = rolesBySegment.get(segment);
  if (known) return known;
  const roles = new Uint8Array(segment.columns.codeTerm.length + 1);
  for (const word of stopWords) {
    const place = findString(segment.terms, textTerm(word));
    if (place >= 0) roles[segment.columns.termCode[place]!] = STOP;
  }
  rolesBySegment.set(segment, roles);
  return roles;
}
