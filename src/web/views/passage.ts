import { type MarkWords, texToText } from "#papers";

/** A stretch of an abstract, TeX as it was. */
export interface Passage {
  readonly tex: string;
  readonly startsInside: boolean;
  readonly endsInside: boolean;
}

/** Characters of a passage; about three lines. */
const LENGTH = 330;

/**
 * The sentence of an abstract that says most of what was asked for, the first of its like,
 * and those after it as far as they fit. Without any mark, the abstract's beginning.
 */
export function findPassage(abstract: string, mark: MarkWords): Passage {
  const sentences = splitSentences(abstract);
  let best = 0;
  let bestScore = 0;
  for (const [index, sentence] of sentences.entries()) {
    const plain = texToText(sentence);
    const score = variety(mark(plain).map(([start, end]) => plain.slice(start, end)));
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  }
  let end = best + 1;
  let length = sentences[best]?.length ?? 0;
  while (end < sentences.length && length + (sentences[end]?.length ?? 0) <= LENGTH) {
    length += sentences[end]?.length ?? 0;
    end += 1;
  }
  return {
    tex: sentences.slice(best, end).join("").trim(),
    startsInside: best > 0,
    endsInside: end < sentences.length,
  };
}

/** Letters by which two forms of a word are taken for one. */
const STEM_LETTERS = 5;

/** How many different words are marked; side by side they count once more. */
function variety(marked: readonly string[]): number {
  const words = marked.flatMap((stretch) => stretch.toLowerCase().split(/[\s-]/));
  const distinct = new Set(words.map((word) => word.slice(0, STEM_LETTERS)));
  return distinct.size + Number(marked.some((stretch) => /[\s-]/.test(stretch)));
}

/** Splits at full stops outside of math and groups that are followed by a capital. */
function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let depth = 0;
  let inMath = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "$") inMath = !inMath;
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    else if (!inMath && depth <= 0 && endsSentence(text, at)) {
      sentences.push(text.slice(start, at + 1));
      start = at + 1;
    }
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|cf|vs|al|resp|Fig|Eq|Sec|Dr|Prof|[A-Z]))$/;

function endsSentence(text: string, at: number): boolean {
  if (!/[.!?]/.test(text[at] ?? "")) return false;
  if (!/^\s+["“(\\$\p{Lu}\d]/u.test(text.slice(at + 1, at + 6))) return false;
  return !ABBREVIATION.test(text.slice(Math.max(0, at - 6), at));
}
