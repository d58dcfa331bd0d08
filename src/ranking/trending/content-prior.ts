import type { RankedPaper } from "../ranked-paper.ts";
import { signals } from "../signals.ts";

/** What of a paper's own text and record speaks for its votes; each about as large as the others. */
const plainFeatures = {
  authors: (paper) => signals.authors(paper),
  abstract: (paper) => signals.abstract(paper),
  title: (paper) => signals.title(paper),
  material: (paper) => signals.material(paper),
} satisfies Record<string, (paper: RankedPaper) => number>;

const plainNames = Object.keys(plainFeatures) as (keyof typeof plainFeatures)[];

/**
 * Everything the content prior looks at: three plain values, then the vector. Who the authors
 * are is not among it: it predicts votes best, by making the known better known.
 *
 * @param vector of title and abstract, length 1; all zeros where nothing is known.
 */
export function contentFeatures(paper: RankedPaper, vector: ArrayLike<number>): Float64Array {
  const features = new Float64Array(plainNames.length + vector.length);
  for (const [index, name] of plainNames.entries()) features[index] = plainFeatures[name](paper);
  for (let at = 0; at < vector.length; at += 1) features[plainNames.length + at] = vector[at]!;
  return features;
}

/** A line through the features: log of the votes that a paper gets, more or less than its site's usual. */
export interface ContentModel {
  /** The space its vectors are of; another space's vectors mean something else. */
  readonly space: string;
  /** Mean of each feature where it was fitted. */
  readonly means: readonly number[];
  readonly weights: readonly number[];
}

/** How a site uses a model: how much of it, and what is usual there. */
export interface ContentPrior {
  readonly model: ContentModel | undefined;
  /** Part of the model that held on papers of the site itself; 0: none, 1: all. */
  readonly trust: number;
  /** While nothing is known of the site's own votes: for papers of these alone. */
  readonly within?: Readonly<Record<"archives" | "sources", readonly string[]>>;
}

/** The shipped model where it was fitted: on a list of machine learning. */
export function untried(model: ContentModel): ContentPrior {
  const within = { archives: ["cs", "eess", "stat"], sources: ["hugging-face"] };
  return { model, trust: 1, within };
}

/** Nothing is expected to be better than anything else. */
export const noContentPrior: ContentPrior = { model: undefined, trust: 0 };

/** The farthest that content alone moves what is expected: e², about seven times. */
const FARTHEST = 2;

/** Log of how many times the usual votes such a paper gets; 0 where nothing is known. */
export function contentScore(model: ContentModel, features: ArrayLike<number>): number {
  if (features.length !== model.weights.length) return 0;
  let sum = 0;
  for (let at = 0; at < features.length; at += 1) {
    sum += model.weights[at]! * (features[at]! - model.means[at]!);
  }
  return Math.min(FARTHEST, Math.max(-FARTHEST, sum));
}

/** Whether a prior says anything of a paper. */
export function holdsFor(
  { model, within }: ContentPrior,
  { categories, sources }: Pick<RankedPaper, "categories" | "sources">,
): boolean {
  if (!model) return false;
  if (!within) return true;
  const archive = categories[0]?.split(".")[0] ?? "";
  return within.archives.includes(archive) || sources.some((one) => within.sources.includes(one));
}

/** How many times what is usual on the site such a paper gets, by its content. */
export function contentFactor(prior: ContentPrior, features: ArrayLike<number>): number {
  return prior.model ? Math.exp(prior.trust * contentScore(prior.model, features)) : 1;
}
