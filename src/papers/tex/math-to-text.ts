import { type Braces, MAX_DEPTH, matchBraces } from "./braces.ts";
import { MAX_MATH_LENGTH } from "./math-span.ts";
import { subscript, superscript } from "./scripts.ts";
import { FUNCTIONS, RELATIONS, SYMBOLS } from "./symbols.ts";
import { fromHex, UNICODE } from "./unicode-command.ts";

const TOKEN = /\\(?:[a-z]+\*?|[\s\S])|\s+|[\s\S]/giy;

/** Sets of letters that Unicode has in double-struck form. */
const DOUBLE_STRUCK: Readonly<Record<string, string>> = {
  C: "ℂ",
  E: "𝔼",
  H: "ℍ",
  N: "ℕ",
  P: "ℙ",
  Q: "ℚ",
  R: "ℝ",
  Z: "ℤ",
  F: "𝔽",
  S: "𝕊",
  "1": "𝟙",
};

const COMBINING: Readonly<Record<string, string>> = {
  hat: "\u0302",
  widehat: "\u0302",
  tilde: "\u0303",
  widetilde: "\u0303",
  Tilde: "\u0303",
  bar: "\u0304",
  overline: "\u0304",
  vec: "\u20d7",
  dot: "\u0307",
  ddot: "\u0308",
};

const SPACES: ReadonlySet<string> = new Set([
  ",",
  ";",
  ":",
  ">",
  " ",
  "quad",
  "qquad",
  "enspace",
  "thinspace",
  "~",
]);
const NOTHING =
  /^(?:left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|limits|nolimits|!|tiny|small|large|it|bf|rm|cal|tt|sf|em|nonumber|noindent|mathstrut|ensuremath)$/;

interface Cursor {
  readonly source: string;
  readonly braces: Braces;
  readonly depth: number;
  position: number;
}

/** A formula as a line of Unicode text, as near as that comes: `n^{2}` is `n²`, `\frac{a}{b}` is `a/b`. */
export function mathToText(source: string): string {
  if (source.length > MAX_MATH_LENGTH) return source;
  const formula = source.replace(UNICODE, (_whole, digits: string) => fromHex(digits));
  const text = readAll(formula, matchBraces(formula), [0, formula.length], 0);
  const line = text.replace(/\s+/g, " ").trim();
  // A relation without a left side belongs to what follows: `∼10 %`.
  return line.replace(/^([≤≥≈∼<>→]) (?=[\p{L}\p{N}])/u, "$1");
}

function readAll(
  source: string,
  braces: Braces,
  [from, until]: readonly [number, number],
  depth: number,
): string {
  const cursor: Cursor = { source, braces, depth, position: from };
  let text = "";
  while (cursor.position < until) text += readNext(cursor, until, text);
  return text;
}

/** Reads one token with its arguments; `before` is what stands before it in the line. */
function readNext(cursor: Cursor, until: number, before: string): string {
  const token = takeToken(cursor, until);
  if (token === "{") return readGroup(cursor);
  if (token === "^" || token === "_") {
    const script = readArgument(cursor, until);
    return token === "^" ? superscript(script.trim()) : subscript(script.trim());
  }
  if (token === "'") return "′";
  if (token === "~" || token === "&") return " ";
  if (token === "}") return "";
  if (!token.startsWith("\\")) return token;
  return readCommand(cursor, until, token.slice(1).replace("*", ""), before);
}

function takeToken(cursor: Cursor, until: number): string {
  TOKEN.lastIndex = cursor.position;
  const token = (TOKEN.exec(cursor.source)?.[0] ?? "").slice(0, until - cursor.position);
  cursor.position += token.length || 1;
  return token;
}

/** Reads the group whose `{` was just taken; one without an end is left out. */
function readGroup(cursor: Cursor): string {
  const start = cursor.position - 1;
  const partner = cursor.braces[start] ?? -1;
  if (partner < 0 || cursor.depth >= MAX_DEPTH) return "";
  cursor.position = partner + 1;
  return readAll(cursor.source, cursor.braces, [start + 1, partner], cursor.depth + 1);
}

function readArgument(cursor: Cursor, until: number): string {
  const start = cursor.position;
  const token = takeToken(cursor, until);
  if (/^\s/.test(token)) return cursor.position < until ? readArgument(cursor, until) : "";
  if (token === "{") return readGroup(cursor);
  if (token === "}" || token === "^" || token === "_") {
    cursor.position = start;
    return "";
  }
  if (!token.startsWith("\\")) return token;
  const name = token.slice(1);
  return signOf(name)?.trim() ?? (FONTS.test(name) ? fontText(name, cursor, until) : name);
}

const FONTS =
  /^(?:math(?:bb|cal|bf|rm|sf|tt|it|frak|scr|ds|op|bin|rel|normal)|bb|Bbb|boldsymbol|bm|pmb|operatorname|text(?:bf|it|rm|sf|tt|sc|normal|up)?|emph|mbox|hbox|underline|boxed|substack|overset|underset|stackrel|smash)$/;

function readCommand(cursor: Cursor, until: number, name: string, before: string): string {
  if (RELATIONS.has(name))
    return before.trim() === "" ? RELATIONS.get(name)! : ` ${RELATIONS.get(name)} `;
  const sign = signOf(name);
  if (sign !== undefined) return FUNCTIONS.has(name) ? wordOf(cursor, sign, before) : sign;
  if (SPACES.has(name)) return " ";
  if (NOTHING.test(name)) return skipNullDelimiter(cursor, name);
  if (FONTS.test(name)) return fontText(name, cursor, until);
  if (Object.hasOwn(COMBINING, name))
    return accented(readArgument(cursor, until), COMBINING[name]!);
  return readStructure(cursor, until, name);
}

/** `\left.` draws nothing. */
function skipNullDelimiter(cursor: Cursor, name: string): string {
  if ((name === "left" || name === "right") && cursor.source[cursor.position] === ".") {
    cursor.position++;
  }
  return "";
}

function signOf(name: string): string | undefined {
  if (/^[%$&#_{}]$/.test(name)) return name;
  if (name === "|") return "‖";
  return SYMBOLS.get(name) ?? RELATIONS.get(name) ?? (FUNCTIONS.has(name) ? name : undefined);
}

/** A function's name keeps apart from letters on both sides: `n log n`, but `O(log n)`. */
function wordOf(cursor: Cursor, word: string, before: string): string {
  const next = cursor.source[cursor.position] ?? "";
  const isApart = /[\p{L}\p{N})\]]$/u.test(before);
  return (isApart ? " " : "") + word + (/[\s\\\p{L}\p{N}]/u.test(next) ? " " : "");
}

function fontText(name: string, cursor: Cursor, until: number): string {
  if (name === "overset" || name === "underset" || name === "stackrel") {
    readArgument(cursor, until);
    return readArgument(cursor, until);
  }
  const text = readArgument(cursor, until);
  const isDoubleStruck = name === "mathbb" || name === "bb" || name === "Bbb" || name === "mathds";
  return isDoubleStruck && text.length === 1 ? (DOUBLE_STRUCK[text] ?? text) : text;
}

function accented(text: string, mark: string): string {
  return [...text].length === 1 ? (text + mark).normalize("NFC") : text;
}

function readStructure(cursor: Cursor, until: number, name: string): string {
  if (name === "\\") return " ";
  if (/^(?:[dtc]?frac|nicefrac|sfrac)$/.test(name)) {
    return `${operand(readArgument(cursor, until))}/${operand(readArgument(cursor, until))}`;
  }
  if (/^[dt]?binom$/.test(name)) {
    return `(${readArgument(cursor, until)} choose ${readArgument(cursor, until)})`;
  }
  if (name === "sqrt") return readRoot(cursor, until);
  if (name === "not") return `${readArgument(cursor, until)}\u0338`.normalize("NFC");
  if (name === "begin" || name === "end" || name === "label" || name === "tag") {
    readArgument(cursor, until);
    return " ";
  }
  if (name === "color" || name === "textcolor") {
    readArgument(cursor, until);
    return name === "color" ? "" : readArgument(cursor, until);
  }
  if (name === "pmod") return ` (mod ${readArgument(cursor, until)})`;
  return `\\${name}`;
}

function readRoot(cursor: Cursor, until: number): string {
  const degree = /\[([^\]{}]{1,8})\]/y;
  degree.lastIndex = cursor.position;
  const match = degree.exec(cursor.source);
  if (match) cursor.position = degree.lastIndex;
  return `${match ? superscript(match[1] ?? "") : ""}√${operand(readArgument(cursor, until))}`;
}

/** What stands beside a `/` or under a root keeps together. */
function operand(text: string): string {
  const tight = text.trim();
  return /^[\p{L}\p{N}\p{M}.²³′]*$/u.test(tight) ? tight : `(${tight})`;
}
