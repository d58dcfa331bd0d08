/** Called for each token; it stands at `[start, end)` of the folded text. */
export type TokenVisitor = (token: string, start: number, end: number) => void;

/** Called for a hyphenated word after its parts, written without its hyphens. */
export type CompoundVisitor = (joined: string, start: number, end: number) => void;

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const IDEOGRAPH = 3;

const UNKNOWN = 255;
const classes = new Uint8Array(0x10000).fill(UNKNOWN);
const HYPHEN = 45;
const APOSTROPHE = 39;
const PERIOD = 46;
const PLUS = 43;
const SHARP = 35;
const LOWER_S = 115;

/** Longer tokens are cut: nobody types them, and they bloat the dictionary. */
const MAX_TOKEN_LENGTH = 64;

const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTERS = /[\p{L}\p{M}]/u;
const DIGITS = /\p{N}/u;

function classify(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return OTHER;
  const character = String.fromCharCode(code);
  if (IDEOGRAPHIC.test(character)) return IDEOGRAPH;
  if (LETTERS.test(character)) return LETTER;
  return DIGITS.test(character) ? DIGIT : OTHER;
}

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (Number.isNaN(code)) return OTHER;
  const known = classes[code]!;
  if (known !== UNKNOWN) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

function isWord(kind: number): boolean {
  return kind === LETTER || kind === DIGIT;
}

/** End of the run of letters and digits that begins at `start`. */
function wordEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    const kind = classOf(text, at);
    if (isWord(kind)) {
      at++;
    } else if (
      text.charCodeAt(at) === PERIOD &&
      at > start &&
      classOf(text, at - 1) === DIGIT &&
      classOf(text, at + 1) === DIGIT
    ) {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

/** `c++`, `c#`: signs that belong to the short word before them. */
function signsEnd(text: string, start: number, end: number): number {
  if (end - start > 2) return end;
  const sign = text.charCodeAt(end);
  if (sign === PLUS && text.charCodeAt(end + 1) === PLUS) return end + 2;
  return sign === SHARP && !isWord(classOf(text, end + 1)) ? end + 1 : end;
}

/** Where the text goes on after `'s` or `'`. */
function skipPossessive(text: string, end: number): number {
  if (text.charCodeAt(end) !== APOSTROPHE) return end;
  const isPossessive = text.charCodeAt(end + 1) === LOWER_S && !isWord(classOf(text, end + 2));
  return isPossessive ? end + 2 : end;
}

/** An ideograph of the planes for rare ones, which takes two code units. */
function isRareIdeograph(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0xd840 || code > 0xd88f) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}

/**
 * Walks the tokens of a folded text in order: runs of letters and digits (`3d`, `3.5`),
 * `c++`; a hyphenated word gives its parts and then itself without hyphens, so that
 * `pre-training` and `pretraining` meet; each ideograph is a token of its own.
 */
export function visitTokens(text: string, onToken: TokenVisitor, onCompound: CompoundVisitor) {
  const length = text.length;
  let compoundStart = -1;
  let compound = "";
  for (let at = 0; at < length; ) {
    const kind = classOf(text, at);
    if (kind === IDEOGRAPH) {
      onToken(text.charAt(at), at, at + 1);
      at++;
      continue;
    }
    if (kind === OTHER) {
      const isRare = isRareIdeograph(text, at);
      if (isRare) onToken(text.slice(at, at + 2), at, at + 2);
      at += isRare ? 2 : 1;
      continue;
    }
    const end = signsEnd(text, at, wordEnd(text, at));
    const token = text.slice(at, Math.min(end, at + MAX_TOKEN_LENGTH));
    onToken(token, at, end);
    const isJoined = text.charCodeAt(end) === HYPHEN && isWord(classOf(text, end + 1));
    if (isJoined && compoundStart < 0) compoundStart = at;
    if (compoundStart >= 0) compound += token;
    if (!isJoined && compoundStart >= 0) {
      onCompound(compound.slice(0, MAX_TOKEN_LENGTH), compoundStart, end);
      compoundStart = -1;
      compound = "";
    }
    at = isJoined ? end + 1 : skipPossessive(text, end);
  }
}
