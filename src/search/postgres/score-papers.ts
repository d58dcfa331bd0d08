import { priorOf } from "../engine/prior.ts";
import {
  ABSTRACT_B,
  K1,
  NAMED_WEIGHT,
  PAIR_WEIGHT,
  PHRASE_WEIGHT,
  TITLE_B,
  TITLE_PAIR_WEIGHT,
  TITLE_WEIGHT,
} from "../engine/scoring.ts";
import { stopWords } from "../text/stop-words.ts";
import { lexemeOf, textLexeme } from "./lexemes.ts";
import { FIELD_END, fields, PART_END } from "./paper-text.ts";
import type { LexemePair } from "./plan-query.ts";
import type { Candidate, IndexTotals } from "./reading/store.ts";
import type { PlannedTerm } from "./resolve-words.ts";

/** The part of a plan that scores go by. */
export interface ScoredPlan {
  readonly terms: readonly PlannedTerm[];
  readonly pairs: readonly LexemePair[];
}

const stopLexemes = new Set(stopWords.map(textLexeme));

/** Scores papers by words; made once for a plan. */
export type WordScorer = (paper: Candidate) => number;

/** Roles of words that are no lexeme of the plan; a lexeme's role is its place in it. */
const STOP_WORD = -1;
const FIELD = -2;
const PART = -3;
/** What came before is nothing that a pair begins with. */
const NOTHING = -4;

/**
 * BM25F of papers with what neighbouring words add, as the engine in memory has it; 0 for a
 * paper that holds none of the terms.
 */
export function createWordScorer(plan: ScoredPlan, totals: IndexTotals): WordScorer {
  const factors: number[] = [];
  const roles = new Map(otherRoles);
  for (const { weight, idf, lexemes } of plan.terms) {
    for (const lexeme of lexemes) {
      const factor = weight * idf * (K1 + 1);
      const known = roles.get(lexeme);
      // A word of the query may be one of a long form too: it counts for both.
      if (known !== undefined && known >= 0) factors[known]! += factor;
      else roles.set(lexeme, factors.push(factor) - 1);
    }
  }
  const pairWeight = Math.max(PAIR_WEIGHT, PHRASE_WEIGHT / plan.pairs.length) * (K1 + 1);
  const pairs = plan.pairs
    .filter(({ first, second }) => !stopLexemes.has(first) && !stopLexemes.has(second))
    .map(({ first, second, idf }) => {
      return { first: roles.get(first), second: roles.get(second), factor: pairWeight * idf };
    });
  const counts = { lexemes: new Float64Array(factors.length), pairs: pairs.map(() => 0) };
  const saturate = (frequency: number) => frequency / (frequency + K1);
  return (paper) => {
    counts.lexemes.fill(0);
    counts.pairs.fill(0);
    countText(paper.terms, { roles, pairs, units: unitsOf(paper, totals) }, counts);
    let score = 0;
    for (const [at, factor] of factors.entries()) score += factor * saturate(counts.lexemes[at]!);
    for (const [at, { factor }] of pairs.entries()) score += factor * saturate(counts.pairs[at]!);
    return score;
  };
}

const otherRoles: ReadonlyMap<string, number> = new Map([
  ...[...stopLexemes].map((lexeme) => [lexeme, STOP_WORD] as const),
  ["", STOP_WORD],
  [FIELD_END, FIELD],
  [PART_END, PART],
]);

/** What one occurrence counts, by field. */
function unitsOf({ titleLength, abstractLength }: Candidate, totals: IndexTotals): number[] {
  const units = new Array<number>(Object.keys(fields).length).fill(0);
  const title = TITLE_WEIGHT / (1 - TITLE_B + (TITLE_B * titleLength) / totals.averageTitle);
  const length = abstractLength / totals.averageAbstract;
  units[fields.title] = units[fields.titleJoined] = title;
  units[fields.abstract] = units[fields.abstractJoined] =
    1 / (1 - ABSTRACT_B + ABSTRACT_B * length);
  units[fields.keywords] = units[fields.names] = NAMED_WEIGHT;
  return units;
}

interface CountedPlan {
  readonly roles: ReadonlyMap<string, number>;
  readonly pairs: readonly Record<"first" | "second", number | undefined>[];
  readonly units: readonly number[];
}

/** Adds up how often each lexeme occurs, by field, and how often pairs stand side by side. */
function countText(
  terms: string,
  { roles, pairs, units }: CountedPlan,
  counts: { readonly lexemes: Float64Array; readonly pairs: number[] },
): void {
  let field = 0;
  let previous = NOTHING;
  for (const word of terms.split(" ")) {
    const role = roles.get(word) ?? NOTHING;
    if (role === STOP_WORD) continue;
    if (role === FIELD) field++;
    if (role >= 0) {
      counts.lexemes[role]! += units[field]!;
      for (let at = 0; at < pairs.length && field <= fields.names; at++) {
        if (pairs[at]!.first !== previous || pairs[at]!.second !== role) continue;
        counts.pairs[at]! += field === fields.title ? TITLE_PAIR_WEIGHT : 1;
      }
    }
    previous = role < 0 ? NOTHING : role;
  }
}

/** Terms of the plan that a paper holds. */
export function heldTerms(terms: readonly PlannedTerm[], paper: Candidate): PlannedTerm[] {
  return terms.filter(({ lexemes }) =>
    lexemes.some((lexeme) => paper.terms.includes(` ${lexeme} `)),
  );
}

/** The same of its text alone, names aside. */
export function termsInText(terms: readonly PlannedTerm[], paper: Candidate): PlannedTerm[] {
  return terms.filter(({ term }) => paper.terms.includes(` ${lexemeOf(term)} `));
}

/** The prior of a paper, as the engine in memory has it. */
export function priorAt(totals: IndexTotals, { upvotes, citations, day }: Candidate): number {
  return priorOf(totals, Math.max(upvotes, citations), day);
}
