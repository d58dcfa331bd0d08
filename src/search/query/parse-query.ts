import { AppError, type Day } from "#platform";
import { type HasName, hasNames } from "../engine/has-flags.ts";
import { firstDayOf, lastDayOf } from "./parse-date.ts";
import type { FilterClause, FilterField, ParsedQuery } from "./parsed-query.ts";

const MAX_QUERY_LENGTH = 1000;

/** One piece between spaces: `-author:"Jane Doe"` is negated, has a field, is quoted. */
interface Piece {
  readonly source: string;
  readonly isNegated: boolean;
  readonly field: string;
  readonly value: string;
  readonly isQuoted: boolean;
}

const FIELD = /^(author|org|category|venue|has|from|to):/i;
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
  const words: string[] = [];
  const parts = {
    phrases: [] as string[],
    excludedWords: [] as string[],
    excludedPhrases: [] as string[],
    filters: [] as FilterClause[],
    from: undefined as Day | undefined,
    until: undefined as Day | undefined,
  };
  for (const piece of splitPieces(text.replace(QUOTES, '"'))) {
    if (piece.field !== "") {
      if (!takeField(piece, parts)) words.push(piece.source);
    } else if (piece.isQuoted) {
      (piece.isNegated ? parts.excludedPhrases : parts.phrases).push(piece.value);
    } else if (piece.isNegated) {
      parts.excludedWords.push(piece.value);
    } else {
      words.push(piece.value);
    }
  }
  const { from, until, ...rest } = parts;
  return { words: words.join(" "), ...rest, ...(from && { from }), ...(until && { until }) };
}

function splitPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    if (SPACE.test(text.charAt(at))) {
      at++;
      continue;
    }
    const piece = readPiece(text, at);
    if (piece.value !== "") pieces.push(piece);
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
  if (text.charAt(at) === '"') {
    const close = text.indexOf('"', at + 1);
    if (close > at) {
      const value = text.slice(at + 1, close).trim();
      return { source: text.slice(start, close + 1), isNegated, field, value, isQuoted: true };
    }
  }
  let end = at;
  while (end < text.length && !SPACE.test(text.charAt(end))) {
    if (end > at && text.charAt(end) === '"') break;
    end++;
  }
  const value = text.slice(at, end).replaceAll('"', "");
  return { source: text.slice(start, end), isNegated, field, value, isQuoted: false };
}

interface FieldParts {
  readonly filters: FilterClause[];
  from: Day | undefined;
  until: Day | undefined;
}

/** Whether the piece was a condition; if not, it is a word. */
function takeField(piece: Piece, parts: FieldParts): boolean {
  const { field, value, isNegated } = piece;
  if (field === "from" || field === "to") {
    const day = field === "from" ? firstDayOf(value) : lastDayOf(value);
    if (!day || isNegated) return false;
    if (field === "from") parts.from = day;
    else parts.until = day;
    return true;
  }
  if (field === "has" && !hasNames.includes(value.toLowerCase() as HasName)) return false;
  const kept = field === "has" ? value.toLowerCase() : value;
  parts.filters.push({ field: field as FilterField, values: [kept], isNegated });
  return true;
}
