/** Characters of scripts that write a word in one or two: each counts for three. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;
const SENTENCE_END = /[.。]["'”’)\]}]*$/;
const SENTENCE_BREAK = /[.!?]["'”’)\]}]* +["'“‘([]*\p{Lu}|[。！？]/gu;
/** Texts beyond this length are abstracts, whatever they look like. */
const SURE_LENGTH = 4000;

/** Length (below) and what it says for an abstract. */
const LENGTH_ODDS: readonly (readonly [number, number])[] = [
  [20, -6],
  [60, -3.5],
  [130, -2],
  [200, 0],
  [300, 3],
  [500, 6],
  [Number.POSITIVE_INFINITY, 9],
];

/**
 * How much more the text looks like an abstract than like a title: dimensionless, above 0 for an
 * abstract. Weights are set by hand on the shape of texts (length, sentences), not on their words.
 */
export function abstractOdds(text: string): number {
  if (text.length > SURE_LENGTH) return 12;
  const length = text.length + 2 * (text.match(DENSE)?.length ?? 0);
  const ofLength = LENGTH_ODDS.find(([below]) => length < below)?.[1] ?? 0;
  const sentences = Math.min(3, text.match(SENTENCE_BREAK)?.length ?? 0);
  const ofEnd = SENTENCE_END.test(text) ? 2.5 : /[?!？！]$/.test(text) ? 0 : -1.5;
  const ofAddress = /https?:\/\//.test(text) ? 3 : 0;
  return ofLength + 1.5 * sentences + ofEnd + ofAddress;
}
