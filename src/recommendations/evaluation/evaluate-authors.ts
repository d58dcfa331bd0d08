import { createRanker, type Deed, openCandidates, packPapers } from "../learning/index.ts";
import { createRandom } from "../learning/random.ts";
import { type AuthorReader, draw, findAuthorReaders, mergeReaders } from "./author-readers.ts";
import { rankByCentroid, rankBySanitySvm } from "./baselines.ts";
import { makeConferenceFeatures } from "./conference-features.ts";
import { measureSystems, type ProtocolResult, type System } from "./measure-systems.ts";
import { type ConferencePaper, readConferencePapers } from "./read-conference-papers.ts";
import { makeSanityFeatures } from "./sanity-features.ts";

const YEARS_BEFORE = 8;
const DAYS_PER_YEAR = 365;
const OTHERS = 400;

export interface AuthorOptions {
  readonly year: number;
  /** At most, drawn by the seed. */
  readonly readers: number;
  readonly seed: number;
}

/** Anyone with a library; the sets are for measuring. */
type Reader = Pick<AuthorReader, "library" | "relevant">;

/** Authors as readers of the papers of `year`, alone and merged two and two. */
export async function evaluateAuthors(
  path: string,
  { year, readers: most, seed }: AuthorOptions,
): Promise<ProtocolResult[]> {
  const papers = (await readConferencePapers(path)).filter(
    (paper) => paper.year <= year && paper.year >= year - YEARS_BEFORE,
  );
  const first = papers.findIndex((paper) => paper.year === year);
  const candidates = papers.slice(first).map((_, at) => first + at);
  const systems = [...(await ownSystems(papers, { year, first })), ...others(papers, candidates)];
  const readers = findAuthorReaders(papers, { year, most, seed });
  const pairs = mergeReaders(readers).map(({ major, minor }) => ({
    library: [...new Set([...major.library, ...minor.library])],
    relevant: [...new Set([...major.relevant, ...minor.relevant])],
    major: major.relevant,
    minor: minor.relevant,
  }));
  const remembered = systems.map(remember);
  const relevant = (reader: Reader) => new Set(reader.relevant);
  const ofPairs = { candidates, systems: remembered, readers: pairs };
  return [
    measureSystems({ name: `authors as readers, ${year}`, candidates, systems, readers, relevant }),
    measureSystems({ ...ofPairs, name: `two authors as one reader, ${year}`, relevant }),
    measureSystems({
      ...ofPairs,
      name: "… papers of the larger interest (scored before)",
      relevant: ({ major }) => new Set(major),
    }),
    measureSystems({
      ...ofPairs,
      name: "… papers of the minor interest (scored before)",
      relevant: ({ minor }) => new Set(minor),
    }),
  ];
}

/** A system that is asked about the same reader several times. */
function remember({ name, score }: System<Reader>): System<Reader> {
  const known = new WeakMap<Reader, Float32Array>();
  return {
    name,
    score(reader) {
      const scores = known.get(reader) ?? score(reader);
      known.set(reader, scores);
      return scores;
    },
  };
}

async function ownSystems(
  papers: readonly ConferencePaper[],
  { year, first }: { readonly year: number; readonly first: number },
): Promise<System<Reader>[]> {
  const { vocabulary, papers: features } = await makeConferenceFeatures(papers, year);
  const before = [...Array(first).keys()];
  const sample = packPapers(draw(before, OTHERS, 1).map((paper) => features[paper]!));
  const ranker = createRanker(vocabulary, sample);
  const candidates = openCandidates(features.slice(first));
  const score = ({ library }: Reader) => {
    const deeds = library.map(
      (paper): Deed => ({
        paper: features[paper]!,
        isLiked: true,
        weight: 1,
        ageDays: (year - papers[paper]!.year) * DAYS_PER_YEAR,
      }),
    );
    return ranker.score(ranker.learn(deeds), { deeds, candidates });
  };
  return [{ name: "Broadsheet", score }];
}

function others(
  papers: readonly ConferencePaper[],
  candidates: readonly number[],
): System<Reader>[] {
  const features = packPapers(makeSanityFeatures(papers));
  const all = [...papers.keys()];
  const random = createRandom(1);
  return [
    {
      name: "arxiv-sanity-lite SVM",
      score: ({ library }) =>
        rankBySanitySvm(features, { liked: library, others: all }, candidates),
    },
    {
      name: "tf-idf centroid",
      score: ({ library }) => rankByCentroid(features, library, candidates),
    },
    { name: "random", score: () => Float32Array.from(candidates, random) },
  ];
}
