import { plainLine, type SourceText } from "./source-text.ts";

const MOST_CHARACTERS = 400;
const FEWEST_CHARACTERS = 30;
const MOST_SENTENCES = 3;
/** Least share of an answer's longer words that the paper has too. */
const LEAST_SHARED = 0.5;
/** Words are compared by their first letters, so that "shows" is "show". */
const STEM = 5;
/** What a model thinks aloud before it answers. */
const THOUGHTS = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i;

/** What an answer must not hold; each with the reason that is logged. */
const refusals: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ["it holds an address", /:\/\/|\bwww\.|[\p{L}\p{N}_-]\.\p{L}{2,}|\S@\S/iu],
  ["it holds markup", /[<>`{}\\|]|\]\(|\*\*|__|^#|^[-*•] |&#?\w+;|\[\d*\]/u],
  [
    "it speaks of itself",
    /\b(?:as an ai|language model(?:,| and)? i\b|i (?:am|cannot|can't|can not|won't|will not|apologi[sz]e)|i'm|sorry)\b/i,
  ],
  [
    "it speaks to the reader",
    /\b(?:click|subscribe|visit us|buy|password|upvote|vote for|follow us|dear)\b/i,
  ],
  [
    "it speaks of its task",
    /\b(?:here is|here's|(?:previous|prior|these|your|following) instructions|system prompt|===)|^(?:summary|answer|title|abstract):/i,
  ],
];

/** A summary fit to be shown, or why the answer is none. */
export type CheckedAnswer = { readonly text: string } | { readonly refused: string };

/** Looks at an answer as at any text of a stranger; what does not look like a summary is none. */
export function checkAnswer(answer: string, source: SourceText): CheckedAnswer {
  const text = unquote(plainLine(answer.replace(THOUGHTS, "")));
  if (text.length < FEWEST_CHARACTERS) return { refused: "it is too short" };
  if (text.length > MOST_CHARACTERS) return { refused: "it is too long" };
  for (const [reason, pattern] of refusals) if (pattern.test(text)) return { refused: reason };
  if (!/[.!?。！？]["”’»)]?$/u.test(text)) return { refused: "it breaks off" };
  if ((text.match(/[.!?](?=\s+\p{Lu})/gu)?.length ?? 0) >= MOST_SENTENCES) {
    return { refused: "it has too many sentences" };
  }
  const whole = `${source.title} ${source.abstract}`;
  const invented = numbersIn(text).find((number) => !numbersIn(whole).includes(number));
  if (invented !== undefined) return { refused: "it names a number that the paper does not" };
  if (sharedWords(text, whole) < LEAST_SHARED) return { refused: "it is not about the paper" };
  return { text };
}

function unquote(text: string): string {
  return text.replace(/^["“«']([^"“”«»]*)["”»']$/u, "$1").trim();
}

/** `1,200` and `1200`, `0.50` and `.5` are the same. */
function numbersIn(text: string): number[] {
  const found = text.match(/\d+(?:,\d{3})*(?:\.\d+)?|\.\d+/g) ?? [];
  return found.map((digits) => Number(digits.replaceAll(",", "")));
}

function sharedWords(text: string, whole: string): number {
  const own = stemsIn(text);
  if (own.length === 0) return 0;
  const known = new Set(stemsIn(whole));
  return own.filter((stem) => known.has(stem)).length / own.length;
}

/** Of words of four letters and more; of scripts without spaces, every two signs. */
function stemsIn(text: string): string[] {
  const folded = text.normalize("NFKC").toLowerCase();
  const words = folded.match(/\p{L}{4,}/gu) ?? [];
  const signs = folded.match(
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/gu,
  );
  if (!signs) return words.map((word) => word.slice(0, STEM));
  return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`);
}
