/** Papers that the same readers like: the nearest of each, by number. Plain data. */
export interface ItemNeighbours {
  /** Neighbours of paper `p` lie at `[starts[p], starts[p + 1])`, nearest first. */
  readonly starts: Uint32Array;
  readonly papers: Uint32Array;
  /** About 0–1; that of two papers differs by which of them is asked. */
  readonly likeness: Float32Array;
}

export interface NeighbourOptions {
  /** Default 100. */
  readonly most?: number;
}

/**
 * Readers of much say less of each paper: what two papers have in common by one reader weighs
 * with the size of their library to the minus this. With 0, and the next two at .5, this is the
 * cosine (Deshpande & Karypis 2004). Chosen on CiteULike-a.
 */
const BY_LIBRARY = 0.7;
/** Papers of many readers are near to everything by chance: the liked one, and its neighbour. */
const BY_LIKED = 0.5;
const BY_NEIGHBOUR = 0.4;

/**
 * Learns which papers the same readers like.
 *
 * @param libraries numbers of the papers that each reader likes, each once.
 * @param papers how many papers there are.
 */
export function learnNeighbours(
  libraries: readonly Uint32Array[],
  papers: number,
  { most = 100 }: NeighbourOptions = {},
): ItemNeighbours {
  const { starts: readersOf, readers } = invert(libraries, papers);
  const sizeOf = (paper: number) => readersOf[paper + 1]! - readersOf[paper]!;
  const weights = weighReaders(libraries);
  const together = new Float64Array(papers);
  const starts = new Uint32Array(papers + 1);
  const found: number[] = [];
  const likeness: number[] = [];
  for (let paper = 0; paper < papers; paper += 1) {
    const touched: number[] = [];
    for (let at = readersOf[paper]!; at < readersOf[paper + 1]!; at += 1) {
      const reader = readers[at]!;
      for (const other of libraries[reader]!) {
        if (together[other] === 0) touched.push(other);
        together[other]! += weights[reader]!;
      }
    }
    const near = touched.filter((other) => other !== paper);
    for (const other of near) together[other]! *= sizeOf(other) ** -BY_NEIGHBOUR;
    near.sort((a, b) => together[b]! - together[a]! || a - b);
    for (const other of near.slice(0, most)) {
      found.push(other);
      likeness.push(together[other]! * sizeOf(paper) ** -BY_LIKED);
    }
    for (const other of touched) together[other] = 0;
    starts[paper + 1] = found.length;
  }
  return { starts, papers: Uint32Array.from(found), likeness: Float32Array.from(likeness) };
}

/** What each reader counts; 1 with a library of the mean size. */
function weighReaders(libraries: readonly Uint32Array[]): Float64Array {
  const total = libraries.reduce((sum, { length }) => sum + length, 0);
  const mean = total / (libraries.length || 1);
  return Float64Array.from(libraries, ({ length }) =>
    length > 0 ? (length / mean) ** -BY_LIBRARY : 0,
  );
}

function invert(libraries: readonly Uint32Array[], papers: number) {
  const starts = new Uint32Array(papers + 1);
  for (const library of libraries) for (const paper of library) starts[paper + 1]! += 1;
  for (let paper = 0; paper < papers; paper += 1) starts[paper + 1]! += starts[paper]!;
  const next = starts.slice();
  const readers = new Uint32Array(starts[papers]!);
  libraries.forEach((library, reader) => {
    for (const paper of library) readers[next[paper]!++] = reader;
  });
  return { starts, readers };
}

/** How well each paper suits who likes those of `library`: the sum of their likeness. */
export function suitOfReaders(
  { starts, papers, likeness }: ItemNeighbours,
  library: Uint32Array,
): Float32Array {
  const suit = new Float32Array(starts.length - 1);
  for (const liked of library) {
    for (let at = starts[liked]!; at < starts[liked + 1]!; at += 1) {
      suit[papers[at]!]! += likeness[at]!;
    }
  }
  return suit;
}
