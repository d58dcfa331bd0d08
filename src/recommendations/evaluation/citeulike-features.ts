import { weigh } from "../learning/features/make-features.ts";
import type { PaperFeatures } from "../learning/index.ts";
import type { Citeulike } from "./citeulike.ts";

const FEWEST_PAPERS = 3;
/** What the tags of papers that cite it, or that it cites, weigh beside its own. */
const NEIGHBOURHOOD = 0.5;
/** Squared length of its citations beside its tags. */
const CITATIONS = 0.5;

export interface CiteulikeFeatures {
  readonly papers: readonly PaperFeatures[];
  /** By term: the tags, then `cites N` for paper N. */
  readonly labels: readonly string[];
}

/**
 * There is no text: a paper's terms are its tags that three papers have, those of its
 * neighbourhood in citations, and the citations themselves, in either direction.
 */
export function makeCiteulikeFeatures({ tags, cites }: Citeulike): CiteulikeFeatures {
  const known = knownTags(tags);
  const numbers = new Map([...known.keys()].map((tag, at) => [tag, at]));
  const idf = Float32Array.from(known.values(), (count) => idfOf(count, tags.length));
  const own = tags.map((of) => {
    const found = of.flatMap((tag) => numbers.get(tag) ?? []);
    return weigh(new Map(found.map((tag) => [tag, 1])), idf);
  });
  const near = neighbourhoods(cites);
  const rarity = near.map(({ size }) => idfOf(size, near.length));
  const papers = own.map((terms, paper): PaperFeatures => {
    const sums = new Map<number, number>();
    add(sums, terms, 1);
    for (const other of near[paper]!) add(sums, own[other]!, NEIGHBOURHOOD / near[paper]!.size);
    const cited = near[paper]!.size > 0 ? [paper, ...near[paper]!] : [];
    const length = Math.sqrt(cited.reduce((sum, one) => sum + rarity[one]! ** 2, 0));
    const citations = new Map(
      cited.map((one) => [known.size + one, (rarity[one]! / length) * CITATIONS ** 0.5]),
    );
    return { ...normalise(new Map([...sums, ...citations])), dense: NONE, authors: [] };
  });
  return { papers, labels: [...known.keys(), ...tags.map((_, paper) => `cites ${paper}`)] };
}

const NONE = new Float32Array();

function idfOf(count: number, of: number): number {
  return 1 + Math.log((1 + of) / (1 + count));
}

/** Tags with how many papers have each. */
function knownTags(tags: Citeulike["tags"]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const of of tags) for (const tag of new Set(of)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count >= FEWEST_PAPERS));
}

function neighbourhoods(cites: Citeulike["cites"]): ReadonlySet<number>[] {
  const near = cites.map(() => new Set<number>());
  cites.forEach((cited, paper) => {
    for (const other of cited) {
      if (other === paper || !near[other]) continue;
      near[paper]!.add(other);
      near[other].add(paper);
    }
  });
  return near;
}

type Terms = Pick<PaperFeatures, "terms" | "weights">;

function add(sums: Map<number, number>, { terms, weights }: Terms, scale: number): void {
  terms.forEach((term, at) => {
    sums.set(term, (sums.get(term) ?? 0) + scale * weights[at]!);
  });
}

function normalise(sums: ReadonlyMap<number, number>): Terms {
  const terms = Uint32Array.from(sums.keys()).sort();
  const length = Math.sqrt([...sums.values()].reduce((sum, value) => sum + value * value, 0));
  return { terms, weights: Float32Array.from(terms, (term) => sums.get(term)! / length) };
}
