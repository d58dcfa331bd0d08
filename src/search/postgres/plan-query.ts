import type { Database } from "#platform";
import { distanceWithin, editsAllowed, type Word } from "../engine/edit-distance.ts";
import { inverseFrequency } from "../engine/scoring.ts";
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
import { lexemeOf, lexemesOfWord } from "./lexemes.ts";
import { type IndexTotals, readFrequencies, readPrinted, readSpellings } from "./reading/store.ts";

/** A word to look for, as the tables know it. */
export interface PlannedTerm extends QueryWord {
  /** Papers that hold it, in their text or among their names. */
  readonly frequency: number;
  readonly idf: number;
  /** Those of its lexemes that some paper has. */
  readonly lexemes: readonly string[];
}

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
  const marks = [...known.map(({ term }) => term), ...phrases, ...foreign];
  return {
    wordCount: analysed.words.length,
    groups,
    terms: groups.flat().filter(({ frequency }) => frequency > 0),
    pairs: pairsOf(analysed.sequence, leaders),
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

/** Looks words up in the tables. */
export async function resolveWords(
  database: Database,
  totals: IndexTotals,
  words: readonly QueryWord[],
): Promise<PlannedTerm[]> {
  const { languages } = totals;
  // Typed without the accents by which its ending is known, a word is found as it is printed.
  const printed =
    languages.length === 0
      ? new Map<string, string>()
      : await readPrinted(
          database,
          words.map(({ token }) => token),
        );
  const all = words.map((word) => {
    const lexemes = lexemesOfWord(word, languages);
    return [...new Set([...lexemes, printed.get(word.token) ?? lexemes[0]!])];
  });
  const frequencies = await readFrequencies(database, all.flat());
  return words.map((word, at) => {
    const lexemes = all[at]!.filter((lexeme) => frequencies.has(lexeme));
    const frequency = lexemes.reduce((sum, lexeme) => sum + frequencies.get(lexeme)!, 0);
    const { documents } = totals;
    const idf = inverseFrequency(documents, Math.min(frequency, documents));
    return { ...word, frequency, idf, lexemes };
  });
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

function pairsOf(
  sequence: readonly string[],
  leaders: ReadonlyMap<string, PlannedTerm>,
): LexemePair[] {
  const pairs = new Map<string, LexemePair>();
  for (let at = 0; at + 1 < sequence.length; at++) {
    const first = leaders.get(sequence[at]!);
    const second = leaders.get(sequence[at + 1]!);
    if (!first || !second || first === second) continue;
    if (first.frequency === 0 || second.frequency === 0) continue;
    const pair = [lexemeOf(first.term), lexemeOf(second.term)] as const;
    const idf = (first.idf + second.idf) / 2;
    pairs.set(pair.join(" "), { first: pair[0], second: pair[1], idf });
  }
  return [...pairs.values()];
}

function respell(words: string, replaced: ReadonlyMap<string, string>): string {
  const pieces = words.split(" ").map((piece) => {
    const token = analyseText(piece).words[0]?.token;
    return (token !== undefined && replaced.get(token)) || piece;
  });
  return pieces.join(" ");
}
