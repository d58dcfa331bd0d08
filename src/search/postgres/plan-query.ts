import type { Database } from "#platform";
import { distanceWithin, editsAllowed, type Word } from "../engine/edit-distance.ts";
import type { TermPair } from "../engine/pair-scores.ts";
import { foreignPairs, pairsOf, stemOf } from "../engine/query-pairs.ts";
import { packStrings } from "../engine/string-table.ts";
import { titleTerms } from "../engine/title-cover.ts";
import {
  accentedTokens,
  analyseText,
  phraseTokens,
  type QueryWord,
} from "../query/analyse-query.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import type { Language } from "../text/languages.ts";
import { stemIn } from "../text/stem-language.ts";
import { textTerm } from "../text/terms.ts";
import { lexemeOf } from "./lexemes.ts";
import { type IndexTotals, readFrequencies, readSpellings } from "./reading/store.ts";
import { type PlannedTerm, resolveWords } from "./resolve-words.ts";
import { findSynonyms } from "./synonyms.ts";

/** Two query terms that stand side by side, as lexemes, and the mean idf of both. */
export interface LexemePair {
  readonly first: string;
  readonly second: string;
  readonly idf: number;
}

export interface PostgresPlan {
  readonly wordCount: number;
  /** For each typed word the terms that stand for it: itself, then its corrections. */
  readonly groups: readonly (readonly PlannedTerm[])[];
  /** Terms that some paper has. */
  readonly terms: readonly PlannedTerm[];
  readonly pairs: readonly LexemePair[];
  /** Lexemes of the query as it may stand in a title; none when it can be no title. */
  readonly titleLexemes: readonly string[];
  readonly suggestion: string | undefined;
  readonly marks: readonly string[];
}

/** A correction counts less by this factor for each edit. */
const EDIT_WEIGHT = 0.7;
/** A rare word is taken for a typo when its correction is in so many times more papers. */
const CORRECTION_LEAD = 200;
/** Words in more papers than this share of the index are not rare. */
const RARE_SHARE = 1 / 20_000;
/** Corrections tried per word. */
const TRIED = 3;

/** What to look for: the plan of the engine in memory, worked out from the tables. */
export async function planQuery(
  database: Database,
  totals: IndexTotals,
  query: ParsedQuery,
): Promise<PostgresPlan> {
  const analysed = analyseText([query.words, ...query.phrases].join(" \n "));
  const typed = await resolveWords(database, totals, analysed.words);
  const groups = await Promise.all(typed.map((term) => withCorrections(database, totals, term)));
  const replaced = new Map<string, string>();
  for (const [first, correction] of groups) {
    if (first && correction) replaced.set(first.token, correction.token);
  }
  const leaders = new Map(groups.map((group) => [group[0]!.term, strongest(group)]));
  const plain = new Set(analyseText(query.words).words.map(({ term }) => term));
  const marked = groups.filter((group) => plain.has(group[0]!.term)).flat();
  const phrases = query.phrases.map((phrase) => phraseTokens(phrase).map(textTerm).join(" "));
  const known = marked.filter(({ frequency }) => frequency > 0);
  const foreign = foreignMarks(totals.languages, known, query.phrases);
  const [synonyms, foreignNeighbours] = await Promise.all([
    findSynonyms(database, totals, analysed),
    findForeignPairs(database, totals.languages, analysed.sequence, leaders),
  ]);
  const pairs = [...pairsOf(analysed.sequence, leaders), ...foreignNeighbours, ...synonyms.pairs];
  const marks = [...known.map(({ term }) => term), ...phrases, ...foreign, ...synonyms.marks];
  return {
    wordCount: analysed.words.length,
    groups,
    terms: [...groups.flat(), ...synonyms.terms].filter(({ frequency }) => frequency > 0),
    pairs: pairs.map(({ first, second, idf }) => {
      return { first: lexemeOf(first), second: lexemeOf(second), idf };
    }),
    titleLexemes: titleTerms(query.words, (term) => leaders.get(term)?.term ?? term).map(lexemeOf),
    suggestion: replaced.size > 0 ? respell(query.words, replaced) : undefined,
    marks: [...new Set(marks)].filter((mark) => mark !== ""),
  };
}

/** The same marks by the stems of the other languages of the index. */
function foreignMarks(
  languages: readonly Language[],
  words: readonly QueryWord[],
  phrases: readonly string[],
): string[] {
  return languages.flatMap((language) => {
    const mark = (token: string) => `${language}:${stemIn(language, token)}`;
    return [
      ...words.map(({ token, written }) => mark(written ?? token)),
      ...phrases.map((phrase) => accentedTokens(phrase).map(mark).join(" ")),
    ];
  });
}

/** Neighbours by their stems in the other languages of the index. */
async function findForeignPairs(
  database: Database,
  languages: readonly Language[],
  sequence: readonly string[],
  leaders: ReadonlyMap<string, PlannedTerm>,
): Promise<TermPair[]> {
  if (languages.length === 0) return [];
  const stems = [...leaders.values()].flatMap((leader) =>
    languages.map((language) => stemOf(language, leader)),
  );
  const known = await readFrequencies(database, stems.map(lexemeOf));
  return foreignPairs(languages, sequence, leaders, (term) => known.has(lexemeOf(term)));
}

/** A word, and other spellings of it where no paper, or hardly any, has it. */
async function withCorrections(
  database: Database,
  totals: IndexTotals,
  typed: PlannedTerm,
): Promise<PlannedTerm[]> {
  const edits = editsAllowed(typed.token);
  if (edits === 0 || typed.frequency > Math.max(2, totals.documents * RARE_SHARE)) return [typed];
  const least = typed.frequency * CORRECTION_LEAD;
  const near = await nearSpellings(database, typed.token, edits);
  let likely: Spelling[] = [];
  // Words two edits away come in only where none one edit away will do.
  for (let reach = 1; reach <= edits && likely.length === 0; reach++) {
    const reached = near.filter((one) => one.edits <= reach).slice(0, TRIED);
    likely = reached.filter(({ frequency }) => frequency > least);
  }
  const words = likely
    .filter((one) => one.edits === likely[0]!.edits)
    .map(({ word, edits }): QueryWord => {
      return { token: word, term: textTerm(word), weight: typed.weight * EDIT_WEIGHT ** edits };
    })
    .filter((word, at, all) => all.findIndex((other) => other.term === word.term) === at);
  return [typed, ...(await resolveWords(database, totals, words))];
}

interface Spelling {
  readonly word: string;
  readonly edits: number;
  readonly frequency: number;
}

/** Fewest edits first, then most papers. */
async function nearSpellings(
  database: Database,
  token: string,
  edits: number,
): Promise<Spelling[]> {
  const typed = unitsOf(token);
  return (await readSpellings(database, token, edits))
    .map((one) => ({ ...one, edits: distanceWithin(edits, unitsOf(one.word), typed) }))
    .filter((one) => one.edits <= edits)
    .sort((a, b) => a.edits - b.edits || b.frequency - a.frequency || (a.word < b.word ? -1 : 1));
}

function unitsOf(token: string): Word {
  const { units } = packStrings([token]);
  return { units, start: 0, end: units.length };
}

function strongest(group: readonly PlannedTerm[]): PlannedTerm {
  return group.reduce((best, term) => (term.frequency > best.frequency ? term : best));
}

function respell(words: string, replaced: ReadonlyMap<string, string>): string {
  const pieces = words.split(" ").map((piece) => {
    const token = analyseText(piece).words[0]?.token;
    return (token !== undefined && replaced.get(token)) || piece;
  });
  return pieces.join(" ");
}
