import { AppError, type Day } from "#platform";
import { type HasName, hasNames } from "../engine/has-flags.ts";
import type { QueryNote } from "../search.ts";
import { findOperator } from "./looks-like-operator.ts";
import { firstDayOf, lastDayOf } from "./parse-date.ts";
import type { FilterClause, FilterField, ParsedQuery } from "./parsed-query.ts";
import {
  distinctNotes,
  excludedDate,
  missingValue,
  notADate,
  unclosedQuote,
  unknownOperator,
  unknownValue,
} from "./query-notes.ts";

const MAX_QUERY_LENGTH = 1000;

/** One piece between spaces: `-author:"Jane Doe"` is negated, has a field, is quoted. */
interface Piece {
  readonly source: string;
  readonly isNegated: boolean;
  readonly field: string;
  readonly value: string;
  readonly isQuoted: boolean;
  /** What stands before the colon where the language knows no such operator. */
  readonly operator?: string;
  /** Begins with a quotation mark that nothing closes. */
  readonly isUnclosed: boolean;
}

const FIELD = /^(author|org|category|venue|has|from|to|like|unlike):/i;
const QUOTES = /[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g;
const SPACE = /\s/;
const WORD_START = /^[\p{L}\p{N}"]/u;
/** The longest `-category:` there is; a field is looked for no further. */
const FIELD_REACH = 12;

/**
 * Takes a query apart in one pass. Whatever is not in the language is a plain word: unknown
 * fields, dates that are none, a quote that is never closed.
 *
 * @throws AppError `invalid` when the text is longer than 1,000 characters.
 */
export function parseQuery(text: string): ParsedQuery {
  if (text.length > MAX_QUERY_LENGTH) {
    throw new AppError(
      "invalid",
      `The query has ${text.length} characters; shorten it to ${MAX_QUERY_LENGTH}`,
    );
  }
  const parts = createParts();
  for (const piece of splitPieces(text.replace(QUOTES, '"'))) takePiece(piece, parts);
  const { words, from, until, notes, ...rest } = parts;
  return {
    words: words.join(" "),
    ...rest,
    ...(from && { from }),
    ...(until && { until }),
    notes: distinctNotes(notes),
  };
}

interface Parts {
  readonly words: string[];
  readonly phrases: string[];
  readonly excludedWords: string[];
  readonly excludedPhrases: string[];
  readonly filters: FilterClause[];
  readonly like: string[];
  readonly unlike: string[];
  readonly notes: QueryNote[];
  from: Day | undefined;
  until: Day | undefined;
}

function createParts(): Parts {
  return {
    words: [],
    phrases: [],
    excludedWords: [],
    excludedPhrases: [],
    filters: [],
    like: [],
    unlike: [],
    notes: [],
    from: undefined,
    until: undefined,
  };
}

function takePiece(piece: Piece, parts: Parts): void {
  const { source, value } = piece;
  if (piece.isUnclosed) parts.notes.push(unclosedQuote(source));
  if (piece.field !== "") {
    if (value === "") {
      parts.notes.push(missingValue(source, piece.field));
      return;
    }
    const note = takeField(piece, parts);
    if (!note) return;
    parts.notes.push(note);
    parts.words.push(source);
  } else if (value !== "") {
    if (piece.operator !== undefined) parts.notes.push(unknownOperator(source, piece.operator));
    if (piece.isQuoted) {
      (piece.isNegated ? parts.excludedPhrases : parts.phrases).push(value);
    } else {
      (piece.isNegated ? parts.excludedWords : parts.words).push(value);
    }
  }
}

function splitPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    if (SPACE.test(text.charAt(at))) {
      at++;
      continue;
    }
    const piece = readPiece(text, at);
    if (piece.value !== "" || piece.field !== "") pieces.push(piece);
    at += Math.max(1, piece.source.length);
  }
  return pieces;
}

function readPiece(text: string, start: number): Piece {
  let at = start;
  const isNegated = text.charAt(at) === "-" && WORD_START.test(text.slice(at + 1, at + 3));
  if (isNegated) at++;
  const field = FIELD.exec(text.slice(at, at + FIELD_REACH))?.[1]?.toLowerCase() ?? "";
  if (field !== "") at += field.length + 1;
  let isUnclosed = false;
  if (text.charAt(at) === '"') {
    const close = text.indexOf('"', at + 1);
    if (close > at) {
      const value = text.slice(at + 1, close).trim();
      const source = text.slice(start, close + 1);
      return { source, isNegated, field, value, isQuoted: true, isUnclosed: false };
    }
    isUnclosed = true;
  }
  let end = at;
  while (end < text.length && !SPACE.test(text.charAt(end))) {
    if (end > at && text.charAt(end) === '"') break;
    end++;
  }
  const value = text.slice(at, end).replaceAll('"', "");
  const operator = findOperator(text.slice(start, end + 1));
  const source = text.slice(start, end);
  return {
    source,
    isNegated,
    field,
    value,
    isQuoted: false,
    isUnclosed,
    ...(operator && { operator }),
  };
}

/** Takes a condition; what can not be one is a word, and the note says why. */
function takeField(piece: Piece, parts: Parts): QueryNote | undefined {
  const { field, value, isNegated } = piece;
  if (field === "from" || field === "to") return takeDate(piece, parts);
  if (field === "like" || field === "unlike") {
    // Not like it and not unlike it are each other's opposite.
    (isNegated === (field === "like") ? parts.unlike : parts.like).push(value);
    return undefined;
  }
  if (field === "has" && !hasNames.includes(value.toLowerCase() as HasName)) {
    return unknownValue(piece.source, field, hasNames);
  }
  const kept = field === "has" ? value.toLowerCase() : value;
  parts.filters.push({ field: field as FilterField, values: [kept], isNegated });
  return undefined;
}

function takeDate({ field, value, isNegated, source }: Piece, parts: Parts): QueryNote | undefined {
  const day = field === "from" ? firstDayOf(value) : lastDayOf(value);
  if (!day) return notADate(source);
  if (isNegated) return excludedDate(source);
  if (field === "from") parts.from = day;
  else parts.until = day;
  return undefined;
}
