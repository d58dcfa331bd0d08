import {
  type AnalysedText,
  accentedTokens,
  analyseText,
  phraseTokens,
  type QueryWord,
} from "../query/analyse-query.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import type { Language } from "../text/languages.ts";
import { stemIn } from "../text/stem-language.ts";
import { textTerm } from "../text/terms.ts";
import { languagesIn } from "./index-languages.ts";
import type { IndexView } from "./index-view.ts";
import type { TermPair } from "./pair-scores.ts";
import { foreignPairs, pairsOf } from "./query-pairs.ts";
import { frequencyAt, type ResolvedTerm, resolveTerm } from "./resolve-terms.ts";
import { findString } from "./string-table.ts";
import { findSynonyms } from "./synonyms.ts";
import { titleTerms } from "./title-cover.ts";
import { findCorrections } from "./typos.ts";

/** What the lexical leg looks for. */
export interface QueryPlan {
  readonly analysed: AnalysedText;
  /** Typed words; `corrections` of those that are unknown stand behind them. */
  readonly terms: readonly ResolvedTerm[];
  /** For each typed word the terms that stand for it. */
  readonly groups: readonly (readonly ResolvedTerm[])[];
  readonly pairs: readonly TermPair[];
  readonly suggestion: string | undefined;
  /** The words in their order, stop words too, corrected; none when it can be no title. */
  readonly titleTerms: readonly string[];
  /** What to mark in texts: terms of words; of phrases, their terms joined by spaces. */
  readonly marks: readonly string[];
}

/** A correction counts less by this factor for each edit. */
const EDIT_WEIGHT = 0.7;
/** A rare word is taken for a typo when its correction is in so many times more papers. */
const CORRECTION_LEAD = 200;
/** Words in more papers than this share of the index are not rare. */
const RARE_SHARE = 1 / 20_000;

export function planQuery(view: IndexView, query: ParsedQuery): QueryPlan {
  const analysed = analyseText([query.words, ...query.phrases].join(" \n "));
  const groups: ResolvedTerm[][] = [];
  const replaced = new Map<string, string>();
  for (const word of analysed.words) {
    const typed = resolveTerm(view, word);
    const corrected = correct(view, typed);
    groups.push([typed, ...corrected]);
    if (corrected[0]) replaced.set(word.token, corrected[0].token);
  }
  const leaders = new Map(groups.map((group) => [group[0]!.term, strongest(group)]));
  const synonyms = findSynonyms(view, analysed);
  return {
    analysed,
    groups,
    terms: [...groups.flat(), ...synonyms.terms].filter((term) => term.frequency > 0),
    pairs: [
      ...pairsOf(analysed.sequence, leaders),
      ...foreignPairs(languagesIn(view), analysed.sequence, leaders, (term) => isTerm(view, term)),
      ...synonyms.pairs,
    ],
    titleTerms: titleTerms(query.words, (term) => leaders.get(term)?.term ?? term),
    suggestion: replaced.size > 0 ? respell(query.words, replaced) : undefined,
    marks: [...marksOf(query, groups, languagesIn(view)), ...synonyms.marks],
  };
}

function marksOf(
  query: ParsedQuery,
  groups: readonly (readonly ResolvedTerm[])[],
  languages: readonly Language[],
): string[] {
  const plain = new Set(analyseText(query.words).words.map(({ term }) => term));
  const words = groups.filter((group) => plain.has(group[0]!.term)).flat();
  const known = words.filter(({ frequency }) => frequency > 0);
  const phrases = query.phrases.map((phrase) => phraseTokens(phrase).map(textTerm).join(" "));
  const foreign = languages.flatMap((language) => [
    ...known.map(({ token, written }) => foreignMark(language, written ?? token)),
    ...query.phrases.map((phrase) =>
      accentedTokens(phrase)
        .map((token) => foreignMark(language, token))
        .join(" "),
    ),
  ]);
  const marks = [...known.map(({ term }) => term), ...phrases, ...foreign];
  return [...new Set(marks)].filter((mark) => mark !== "");
}

function foreignMark(language: Language, token: string): string {
  return `${language}:${stemIn(language, token)}`;
}

/** Other spellings of a word that no paper, or hardly any, has. */
function correct(view: IndexView, typed: ResolvedTerm): ResolvedTerm[] {
  const rare = Math.max(2, view.statistics.documents * RARE_SHARE);
  if (typed.frequency > rare) return [];
  const least = typed.frequency * CORRECTION_LEAD;
  const corrections = findCorrections(view, typed.token, least).filter(
    (correction) => correction.frequency > least,
  );
  const fewest = corrections[0]?.edits ?? 0;
  return corrections
    .filter(({ edits }) => edits === fewest)
    .map(({ token, edits }): QueryWord => {
      return { token, term: textTerm(token), weight: typed.weight * EDIT_WEIGHT ** edits };
    })
    .filter((word, at, all) => all.findIndex((other) => other.term === word.term) === at)
    .map((word) => resolveTerm(view, word));
}

function strongest(group: readonly ResolvedTerm[]): ResolvedTerm {
  return group.reduce((best, term) => (term.frequency > best.frequency ? term : best));
}

function isTerm(view: IndexView, term: string): boolean {
  return view.segments.some((segment) => {
    const place = findString(segment.terms, term);
    return place >= 0 && frequencyAt(segment, place) > 0;
  });
}

function respell(words: string, replaced: ReadonlyMap<string, string>): string {
  const pieces = words.split(" ").map((piece) => {
    const token = analyseText(piece).words[0]?.token;
    return (token !== undefined && replaced.get(token)) || piece;
  });
  return pieces.join(" ");
}
