import { foldText } from "../text/fold.ts";

/** What the form of a query says of authors and a year, before anyone has looked into the index. */
export interface QueryClues {
  /** Names that may be authors, the likeliest reading first; each an alternative to the next. */
  readonly readings: readonly ClueReading[];
  readonly year?: number;
}

export interface ClueReading {
  /** Names, each as folded words: `["jane", "doe"]`. */
  readonly names: readonly (readonly string[])[];
  /** Whether the form says that these are authors (`by …`, `… et al.`), not just a year beside. */
  readonly isStated: boolean;
  /** Whether it holds only for papers of the year given. */
  readonly needsYear: boolean;
  /** What is left to look for: the subject; the names where there is no other. */
  readonly words: string;
}

const KIND = "(?:papers?|articles?|preprints?|works?|publications?|stud(?:y|ies))";
const LEAD = `(?:(?:the|that|a|an|all|any|some|find|which|original|famous|seminal|classic|recent)\\s+)*`;
const ABOUT = "(?:about|on|regarding|concerning|introducing|describing)";

/** `the paper about X by Y`, `papers on X from Y`. */
const PAPER_ABOUT_BY = new RegExp(`^${LEAD}${KIND}\\s+${ABOUT}\\s+(.+)\\s+(?:by|from)\\s+(.+)$`);
/** `papers by Y on X`. */
const PAPERS_BY_ON = new RegExp(`^${LEAD}${KIND}\\s+(?:by|from|of)\\s+(.+?)\\s+${ABOUT}\\s+(.+)$`);
/** `papers by Y`. */
const PAPERS_BY = new RegExp(`^${LEAD}${KIND}\\s+by\\s+(.+)$`);
/** `the paper about X`. */
const PAPER_ABOUT = new RegExp(`^${LEAD}${KIND}\\s+${ABOUT}\\s+(.+)$`);
/** `X by Y`. */
const BY = /^(.+)\s+by\s+(.+)$/;
/** `Y et al.`, whatever follows. */
const ET_AL =
  /^(.*?)\s+(?:et\.?\s+al\b\.?|and\s+(?:others|colleagues|coauthors|co-authors)\b)\s*(.*)$/;
const YEAR = /(?:^|[\s(,])((?:19|20)\d\d)(?=$|[\s),.:])/;
const YEARS = new RegExp(YEAR, "g");
const AND = /\s*(?:,|&|\band\b)\s*/;
const NAME_WORD = /^[\p{L}\p{M}][\p{L}\p{M}'.-]*$/u;
const PUNCTUATION = /[,;:()]+/g;
const LONGEST_NAME = 4;
/** A year makes names of words in short queries only; longer ones are titles and questions. */
const MOST_WORDS_BESIDE_YEAR = 8;

/** Reads a query as one that names authors or a year; most queries give nothing. */
export function findClues(words: string): QueryClues {
  const text = foldText(words).replace(/\s+/g, " ").trim();
  const years = [...text.matchAll(YEARS)].map((match) => Number(match[1]));
  // Two years are a span or part of a title.
  const year = years.length === 1 ? years[0] : undefined;
  const stated = findStated(text);
  const readings = stated ?? (year === undefined ? [] : findBeside(text));
  return { readings, ...(year !== undefined && { year }) };
}

function findStated(text: string): ClueReading[] | undefined {
  const forms: [RegExp, subject: number, names: number][] = [
    [PAPERS_BY_ON, 2, 1],
    [PAPER_ABOUT_BY, 1, 2],
    [PAPERS_BY, 0, 1],
    [PAPER_ABOUT, 1, 0],
  ];
  for (const [form, subject, name] of forms) {
    const found = form.exec(text);
    if (!found) continue;
    const about = subject === 0 ? "" : found[subject]!;
    if (name === 0) return [{ names: [], isStated: true, needsYear: false, words: about }];
    const names = readNames(found[name]!);
    const words = about === "" ? found[name]! : about;
    if (names) return [{ names, isStated: true, needsYear: false, words }];
  }
  return readEtAl(text) ?? readBy(text);
}

/** `attention, vaswani et al. 2017`: the name is the last word, or the last two, before it. */
function readEtAl(text: string): ClueReading[] | undefined {
  const found = ET_AL.exec(text);
  if (!found) return undefined;
  const before = found[1]!.split(PUNCTUATION).at(-1)!.trim().split(" ");
  const words = join(found[1]!, found[2]!);
  return [2, 1]
    .filter((length) => before.length >= length)
    .map((length) => before.slice(-length))
    .filter((name) => name.every((word) => NAME_WORD.test(word)))
    .map((name) => ({ names: [name], isStated: true, needsYear: false, words }));
}

function readBy(text: string): ClueReading[] | undefined {
  const found = BY.exec(text);
  const names = found && readNames(found[2]!);
  if (!names?.every((name) => name.length < LONGEST_NAME)) return undefined;
  // Much is done by something: the index says whether it is an author's name.
  return names ? [{ names, isStated: false, needsYear: false, words: found[1]! }] : undefined;
}

/** Names parted by commas and `and`; `undefined` where one is too long to be a name. */
function readNames(text: string): string[][] | undefined {
  const bare = text
    .replace(YEARS, " ")
    .replace(/\b(?:in|from)\s*$/, "")
    .replace(/\bet\.?\s+al\b\.?/, " ")
    .replace(/[();:]/g, " ");
  const names = bare
    .split(AND)
    .map((name) => name.trim().split(/\s+/).filter(Boolean))
    .filter((name) => name.length > 0);
  const areNames = names.every(
    (name) => name.length <= LONGEST_NAME && name.every((word) => NAME_WORD.test(word)),
  );
  return areNames && names.length > 0 ? names : undefined;
}

/** Names beside a year: the words next to it, then any words at all, each a name of its own. */
function findBeside(text: string): ClueReading[] {
  const tokens = text.replace(PUNCTUATION, " ").split(/\s+/).filter(Boolean);
  if (tokens.length > MOST_WORDS_BESIDE_YEAR) return [];
  const at = tokens.findIndex((token) => YEARS_ALONE.test(token));
  const before = tokens.slice(0, at);
  const reading = (names: string[][]) => ({ names, isStated: false, needsYear: true, words: text });
  const readings: ClueReading[] = [];
  for (const length of [3, 2]) {
    const name = before.slice(-length);
    if (name.length === length && name.every(isNameWord)) readings.push(reading([name]));
  }
  const single = tokens.filter((token, index) => index !== at && isNameWord(token));
  if (single.length > 0) readings.push(reading(single.map((word) => [word])));
  return readings;
}

const YEARS_ALONE = /^(?:19|20)\d\d$/;

function isNameWord(token: string): boolean {
  return token !== "and" && token !== "&" && NAME_WORD.test(token);
}

function join(first: string, second: string): string {
  return `${first} ${second}`.replace(/\s+/g, " ").trim();
}
