/** The fields of one entry, names in lower case, values as written without their delimiters. */
export interface BibtexEntry {
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Abbreviations that every style defines. */
const MONTHS = new Map(
  "jan feb mar apr may jun jul aug sep oct nov dec".split(" ").map((name) => [name, name]),
);

export type Macros = Map<string, string>;

export function createMacros(): Macros {
  return new Map(MONTHS);
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** Parses what stands between the brackets of an entry; the reason, when it can not be. */
export function parseEntry(body: string, macros: Macros): BibtexEntry | string {
  const comma = body.indexOf(",");
  const key = (comma < 0 ? body : body.slice(0, comma)).trim();
  if (key.includes("=")) return "The entry has no key.";
  if (comma < 0) return `The entry ${key} has no fields.`;
  const fields = parseFields(body.slice(comma + 1), macros);
  return typeof fields === "string" ? `The entry ${key.slice(0, 80)} ${fields}.` : { key, fields };
}

/** Takes the definitions of an `@string{name = value}`. */
export function defineMacros(body: string, macros: Macros): void {
  const fields = parseFields(body, macros);
  if (typeof fields !== "string") for (const [name, value] of fields) macros.set(name, value);
}

function parseFields(text: string, macros: Macros): Map<string, string> | string {
  const cursor: Cursor = { text, at: 0 };
  const fields = new Map<string, string>();
  for (;;) {
    skip(cursor, /[\s,]*/y);
    if (cursor.at >= text.length) return fields;
    const name = take(cursor, /[^\s=,{}"#]+/y);
    skip(cursor, /\s*/y);
    if (name === "" || text[cursor.at] !== "=") {
      return `is broken near "${text.slice(cursor.at, cursor.at + 30).trim()}"`;
    }
    cursor.at += 1;
    const value = parseValue(cursor, macros);
    if (value === undefined) return `has no value for "${name}"`;
    // The first of two fields with one name counts, as in BibTeX.
    if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value);
  }
}

/** Pieces joined by `#`. */
function parseValue(cursor: Cursor, macros: Macros): string | undefined {
  let value = "";
  for (;;) {
    skip(cursor, /\s*/y);
    const piece = parsePiece(cursor, macros);
    if (piece === undefined) return undefined;
    value += piece;
    skip(cursor, /\s*/y);
    if (cursor.text[cursor.at] !== "#") return value;
    cursor.at += 1;
  }
}

function parsePiece(cursor: Cursor, macros: Macros): string | undefined {
  const opening = cursor.text[cursor.at];
  if (opening === "{" || opening === '"') return takeDelimited(cursor, opening);
  const word = take(cursor, /[^\s,#{}"=]+/y);
  if (word === "") return undefined;
  return macros.get(word.toLowerCase()) ?? word;
}

/** Quotes end a value only outside braces: `"G{\"o}del"` is one. */
function takeDelimited(cursor: Cursor, opening: string): string | undefined {
  const start = cursor.at + 1;
  let depth = 0;
  for (let at = start; at < cursor.text.length; at += 1) {
    const character = cursor.text[at];
    const isEnd = depth === 0 && character === (opening === "{" ? "}" : '"');
    if (isEnd) {
      cursor.at = at + 1;
      return cursor.text.slice(start, at);
    }
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
  }
  return undefined;
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? "";
  cursor.at += found.length;
  return found;
}

function skip(cursor: Cursor, pattern: RegExp): void {
  take(cursor, pattern);
}
