import { type Span, sentencesOf } from "./sentences.ts";

/**
 * Words that speak for or against a sentence saying what the paper contributes, with their
 * weights in log odds. Weights and measure: docs/papers.md, "The key sentence";
 * scripts/evaluate-key-sentence.ts measures them again.
 */
const CUES: readonly (readonly [weight: number, words: RegExp])[] = [
  [1.7, /\b(?:key|main|core) (?:idea|insight)\b|\bour idea\b|\bidea is\b|\binsight\b/i],
  [
    1.1,
    /\b(?:in|with) this (?:paper|work|article|study|report)\b|\bthis (?:paper|work|article|study)\b|\bhere,? we\b/i,
  ],
  [
    0.7,
    /\b(?:we|paper|work|article)\b[^.]{0,40}\b(?:stud(?:y|ies)|investigat\w+|explor\w+|examin\w+|analy[sz]\w+|revisit\w*|consider|address\w*|tackle\w*|focus\w*|aim\w*|seek)\b/i,
  ],
  [0.5, /^(?:\w+,\s+)?(?:here,?\s+)?we\b/i],
  [0.5, /\b(?:by|using|based on|that uses?|which|via|leverag\w+|through|consists?)\b/i],
  [
    0.35,
    /\b(?:method|approach|framework|model|algorithm|architecture|system|technique|network|mechanism|strategy|module|pipeline|paradigm|loss|dataset|benchmark)\b/i,
  ],
  [
    0.35,
    /^to (?:this|that) end|^to (?:address|tackle|overcome|solve|alleviate|mitigate|bridge|remedy)|^motivated by|^inspired by|^instead|^(?:in|by) contrast/i,
  ],
  [0.3, /^(?:specifically|concretely|in particular|more specifically)\b/i],
  [0.25, /\bour\b/i],
  [
    -0.6,
    /^(?:however|but|yet|although|though|while|despite|unfortunately|existing|current|previous|prior|recent|recently|most|many|traditional|conventional)\b|\b(?:remains?|suffer\w*|challeng\w+|limited|lack\w*|fail\w*)\b/i,
  ],
  [
    -0.75,
    /\b(?:experiment\w*|evaluat\w+|results?|outperform\w*|state-of-the-art|sota|improve(?:s|ments?)|achiev\w+|accuracy|benchmarks?|compar\w+|demonstrat\w+|show[sn]?|datasets?)\b/i,
  ],
  [
    -0.85,
    /^(?:extensive|experiment\w*|results?|our (?:results|experiments|evaluation|method|approach|model|framework)|we (?:show|demonstrate|evaluate|also|further|find|observe|test|validate|report)|compar\w+|empirical\w*|evaluat\w+|numerical|through|finally|moreover|furthermore|additionally|in addition|lastly|also)\b/i,
  ],
];

const PROPOSES =
  /\b(?:we|paper|work|article|study|authors?)\b[^.]{0,60}\b(?:propos\w+|introduc\w+|present\w*|develop\w*|devis\w+|design\w*|describ\w+|formulat\w+|offers?|provid\w+|contribut\w+|suggest\w*|put forward)\b/i;

const FIRST_TO_PROPOSE = 1.7;
const AFTER_A_PROPOSAL = 1.7;
const FIRST_SENTENCE = -2.4;
const SECOND_SENTENCE = -0.7;
const LAST_SENTENCE = -1.7;
/** The later, the less; times the square of the place from 0 to 1. */
const LATENESS = -2.6;
/** For every hundred characters, up to four hundred. */
const LENGTH = 0.95;
const MAX_LENGTH = 400;
/** Longer texts are no abstracts; only their beginning is looked at. */
const MAX_TEXT = 20_000;

/**
 * Where in an abstract the sentence stands that says what the paper contributes; `undefined`
 * for an empty one. Offsets are into `abstract` as given, TeX and all.
 */
export function findKeySentence(abstract: string): Span | undefined {
  const text = abstract.slice(0, MAX_TEXT);
  const sentences = sentencesOf(text);
  let best: Span | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  let hasProposal = false;
  for (const [index, sentence] of sentences.entries()) {
    const words = text.slice(sentence.start, sentence.end);
    const proposes = PROPOSES.test(words);
    const proposal = hasProposal ? AFTER_A_PROPOSAL : proposes ? FIRST_TO_PROPOSE : 0;
    const score = scoreWords(words) + scorePlace(index, sentences.length) + proposal;
    if (score > bestScore) [best, bestScore] = [sentence, score];
    hasProposal ||= proposes;
  }
  return best;
}

/** The sentence itself, as the abstract has it; "" for an empty abstract. */
export function keySentence(abstract: string): string {
  const span = findKeySentence(abstract);
  return span ? abstract.slice(span.start, span.end) : "";
}

function scoreWords(words: string): number {
  let score = (LENGTH * Math.min(words.length, MAX_LENGTH)) / 100;
  for (const [weight, cue] of CUES) if (cue.test(words)) score += weight;
  return score;
}

function scorePlace(index: number, count: number): number {
  const place = count > 1 ? index / (count - 1) : 0;
  let score = LATENESS * place * place;
  if (index === 0) score += FIRST_SENTENCE;
  if (index === 1) score += SECOND_SENTENCE;
  if (index === count - 1 && count > 1) score += LAST_SENTENCE;
  return score;
}
