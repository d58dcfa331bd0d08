import type { PaperFeatures } from "../paper-features.ts";
import type { PaperText, Vocabulary } from "./vocabulary.ts";
import { visitTerms } from "./words.ts";

/** Makes the features of a paper; `dense` is its vector, `authors` are their keys. */
export type FeatureMaker = (
  paper: PaperText & { readonly authors?: readonly string[] },
  dense: Float32Array,
) => PaperFeatures;

/**
 * A maker over one vocabulary. Terms weigh √tf · idf, those of the title as if they were there
 * once more.
 */
export function createFeatureMaker(vocabulary: Vocabulary): FeatureMaker {
  const numbers = new Map(vocabulary.terms.map((term, at) => [term, at]));
  return ({ title, abstract, authors = [] }, dense) => {
    const counts = new Map<number, number>();
    for (const text of [title, title, abstract]) {
      visitTerms(text, (term) => {
        const number = numbers.get(term);
        if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
      });
    }
    return { ...weigh(counts, vocabulary.idf), dense, authors };
  };
}

/** L2-normalised √count · idf, by ascending term. */
export function weigh(
  counts: ReadonlyMap<number, number>,
  idf: Float32Array,
): Pick<PaperFeatures, "terms" | "weights"> {
  const terms = Uint32Array.from(counts.keys()).sort();
  const weights = new Float32Array(terms.length);
  let sum = 0;
  terms.forEach((term, at) => {
    const weight = Math.sqrt(counts.get(term)!) * idf[term]!;
    weights[at] = weight;
    sum += weight * weight;
  });
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let at = 0; at < weights.length; at += 1) weights[at]! *= scale;
  return { terms, weights };
}
