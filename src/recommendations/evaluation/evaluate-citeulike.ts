import {
  createRanker,
  type Deed,
  type ItemNeighbours,
  learnNeighbours,
  openCandidates,
  type PaperFeatures,
  packPapers,
  suitOfReaders,
} from "../learning/index.ts";
import { createRandom } from "../learning/random.ts";
import { draw } from "./author-readers.ts";
import { rankByCentroid, rankBySanitySvm } from "./baselines.ts";
import { type Citeulike, readCiteulike } from "./citeulike.ts";
import { type CiteulikeFeatures, makeCiteulikeFeatures } from "./citeulike-features.ts";
import { createItemKnn } from "./item-knn.ts";
import { measureSystems, type ProtocolResult, type System } from "./measure-systems.ts";

const HELD_OUT = 0.2;
const OTHERS = 400;
const SVM_OTHERS = 500;
const NEIGHBOURS = 200;

interface Reader {
  readonly library: readonly number[];
  readonly has: ReadonlySet<number>;
  readonly relevant: ReadonlySet<number>;
}

interface Split {
  /** Everybody; what they have in common is learned from all. */
  readonly readers: readonly Reader[];
  readonly candidates: readonly number[];
  readonly isKnown: (paper: number) => boolean;
}

export interface CiteulikeOptions {
  /** At most, drawn by the seed. */
  readonly readers: number;
  readonly seed: number;
}

/** Real libraries: papers that nobody has read yet, and papers of one's own held out. */
export async function evaluateCiteulike(
  directory: string,
  options: CiteulikeOptions,
): Promise<ProtocolResult[]> {
  const data = await readCiteulike(directory);
  const features = makeCiteulikeFeatures(data);
  return [
    measureSplit("CiteULike-a, papers new to everybody", splitCold(data, options.seed), {
      features,
      ...options,
      isWarm: false,
    }),
    measureSplit("CiteULike-a, a fifth of each library", splitWarm(data, options.seed), {
      features,
      ...options,
      isWarm: true,
    }),
  ];
}

/** A fifth of the papers is new: in no library that is learned from. */
function splitCold({ libraries, tags }: Citeulike, seed: number): Split {
  const candidates = draw([...tags.keys()], Math.round(tags.length * HELD_OUT), seed).sort(
    (one, other) => one - other,
  );
  const isNew = new Set(candidates);
  const readers = libraries.map((library) =>
    toReader(
      [...library].filter((paper) => !isNew.has(paper)),
      [...library].filter((paper) => isNew.has(paper)),
    ),
  );
  return { readers, candidates, isKnown: (paper) => !isNew.has(paper) };
}

/** A fifth of each library is held out. */
function splitWarm({ libraries, tags }: Citeulike, seed: number): Split {
  const random = createRandom(seed);
  const readers = libraries.map((library) => {
    const mixed = draw([...library], library.length, Math.floor(random() * 1e9));
    const held = Math.round(library.length * HELD_OUT);
    return toReader(mixed.slice(held), mixed.slice(0, held));
  });
  return { readers, candidates: [...tags.keys()], isKnown: () => true };
}

function toReader(library: readonly number[], relevant: readonly number[]): Reader {
  return { library, has: new Set(library), relevant: new Set(relevant) };
}

interface SplitOptions extends CiteulikeOptions {
  readonly features: CiteulikeFeatures;
  readonly isWarm: boolean;
}

function measureSplit(name: string, split: Split, options: SplitOptions): ProtocolResult {
  const asked = split.readers.filter(
    ({ library, relevant }) => library.length > 0 && relevant.size > 0,
  );
  const libraries = split.readers.map(({ library }) => Uint32Array.from(library));
  const { papers } = options.features;
  const neighbours = options.isWarm
    ? learnNeighbours(libraries, papers.length, { most: NEIGHBOURS })
    : undefined;
  return measureSystems({
    name,
    candidates: split.candidates,
    readers: draw(asked, options.readers, options.seed),
    relevant: ({ relevant }) => relevant,
    isHad: ({ has }, paper) => has.has(paper),
    systems: [
      ownSystem(split, options, neighbours),
      ...(options.isWarm ? byReaders(libraries, split.candidates) : []),
      ...byContent(papers, split),
    ],
  });
}

function ownSystem(
  { candidates: rows, isKnown }: Split,
  { features: { papers, labels } }: SplitOptions,
  neighbours: ItemNeighbours | undefined,
): System<Reader> {
  const known = [...papers.keys()].filter(isKnown);
  const others = packPapers(draw(known, OTHERS, 1).map((paper) => papers[paper]!));
  const ranker = createRanker({ identity: "citeulike", labels }, others);
  const candidates = openCandidates(rows.map((paper) => papers[paper]!));
  const score = ({ library }: Reader) => {
    const deeds = library.map(
      (paper): Deed => ({ paper: papers[paper]!, isLiked: true, weight: 1, ageDays: 0 }),
    );
    const readers = neighbours && suitOfReaders(neighbours, Uint32Array.from(library));
    return ranker.score(ranker.learn(deeds), { deeds, candidates, ...(readers && { readers }) });
  };
  return { name: "Broadsheet", score };
}

function byReaders(
  libraries: readonly Uint32Array[],
  candidates: readonly number[],
): System<Reader>[] {
  const itemKnn = createItemKnn(libraries, candidates.length);
  const popularity = new Float32Array(candidates.length);
  for (const library of libraries) for (const paper of library) popularity[paper]! += 1;
  return [
    { name: "item-kNN", score: ({ library }) => itemKnn(library) },
    { name: "popularity", score: () => popularity },
  ];
}

function byContent(
  papers: readonly PaperFeatures[],
  { candidates, isKnown }: Split,
): System<Reader>[] {
  const packed = packPapers(papers);
  const others = draw([...papers.keys()].filter(isKnown), SVM_OTHERS, 2);
  const random = createRandom(1);
  return [
    {
      name: "SVM of arxiv-sanity-lite, 500 others",
      score: ({ library }) => rankBySanitySvm(packed, { liked: library, others }, candidates),
    },
    {
      name: "tf-idf centroid",
      score: ({ library }) => rankByCentroid(packed, library, candidates),
    },
    { name: "random", score: () => Float32Array.from(candidates, random) },
  ];
}
