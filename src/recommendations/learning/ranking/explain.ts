import { tellingWords } from "../fitting/telling-words.ts";
import { dot } from "../likeness/dense-matrix.ts";
import { DENSE_SHARE } from "../likeness/gram.ts";
import { dotTerms, type Terms, termsOf, visitShared } from "../likeness/terms.ts";
import type { PaperFeatures } from "../paper-features.ts";
import type { ReaderModel } from "../reader-model.ts";
import type { Room } from "../room.ts";
import type { RankReason, RankRequest } from "./ranking.ts";
import type { Scores } from "./score-candidates.ts";

const TERMS = 3;
/** A liked paper less alike than that explains nothing. */
const LEAST_LIKENESS = 0.05;

/** What one list was made from. */
export interface ListParts {
  readonly model: ReaderModel;
  readonly request: RankRequest;
  readonly scores: Scores;
}

/** Says why a candidate was chosen: by what gives most to its score. */
export type Explainer = (row: number) => RankReason;

export function createExplainer(room: Room, parts: ListParts): Explainer {
  const { request, scores } = parts;
  const nearestLiked = createNearestLiked(room, parts);
  const weighTerm = createTermWeigher(parts.model);
  const byInterest = (row: number): RankReason => {
    const interest = scores.interests!.best[row]!;
    const features = request.interests![interest]!.features;
    const own = termsOf(request.candidates.papers, row);
    const terms = features ? sharedWords(room, features, own) : [];
    return { kind: "interest", interest, terms };
  };
  return (row) => {
    const fromInterests = scores.interests?.part[row] ?? 0;
    const fromReaders = Math.max(0, scores.readers?.[row] ?? 0);
    const fromLikes = scores.total[row]! - fromInterests - fromReaders;
    if (fromInterests > 0 && fromInterests >= fromLikes) return byInterest(row);
    const nearest = nearestLiked(row);
    if (!nearest) return { kind: fromReaders > 0 ? "readers" : "exploration", terms: [] };
    const own = termsOf(request.candidates.papers, row);
    const terms = sharedWords(room, nearest.paper, own, weighTerm);
    const kind = fromReaders > Math.max(0, fromLikes) ? "readers" : "liked";
    return { kind, deed: nearest.deed, terms };
  };
}

interface LikedPaper {
  readonly deed: number;
  readonly paper: PaperFeatures;
  readonly dense: Float32Array;
}

function createNearestLiked(
  room: Room,
  { model, request }: ListParts,
): (row: number) => LikedPaper | undefined {
  const { papers } = request.candidates;
  const { dimensions } = papers;
  const { values } = room.centre.all(papers);
  const liked = Array.from(model.liked.deeds, (deed): LikedPaper => {
    const { paper } = request.deeds[deed]!;
    return { deed, paper, dense: room.centre.one(paper.dense) };
  });
  return (row) => {
    const own = termsOf(papers, row);
    let nearest: LikedPaper | undefined;
    let most = LEAST_LIKENESS;
    for (const one of liked) {
      const near = dot(one.dense, 0, values, row * dimensions, dimensions);
      const likeness = (1 - DENSE_SHARE) * dotTerms(one.paper, own) + DENSE_SHARE * near;
      if (likeness > most) [nearest, most] = [one, likeness];
    }
    return nearest;
  };
}

/** What the plane says for a term, by halving its terms; 0 where that is nothing. */
function createTermWeigher({ plane }: ReaderModel): (term: number) => number {
  if (!plane) return () => 0;
  const { terms, weights } = plane;
  return (term) => {
    let [from, until] = [0, terms.length];
    while (from < until) {
      const middle = (from + until) >> 1;
      if (terms[middle]! < term) from = middle + 1;
      else until = middle;
    }
    return terms[from] === term ? Math.max(0, weights[from]!) : 0;
  };
}

/** Words that both have, those first that speak most for it; only what speaks for it. */
function sharedWords(
  room: Room,
  one: Terms,
  other: Terms,
  weighTerm: (term: number) => number = () => 1,
): string[] {
  const shared: { label: string; weight: number }[] = [];
  visitShared(one, other, (term, product) => {
    const weight = product * weighTerm(term);
    if (weight > 0) shared.push({ label: room.vocabulary.labels[term]!, weight });
  });
  return tellingWords(shared, TERMS);
}
