import { bindKernel, type PostingsKernel } from "./kernels/bind-kernel.ts";
import type { Terms, Weighed } from "./terms.ts";

/** Room for postings that a kernel reads, and what it does with them; see postings.ts. */
export interface FastPostings {
  /** To be filled. */
  readonly starts: Uint32Array;
  readonly papers: Uint16Array;
  readonly weights: Float32Array;
  addDots(of: Terms, into: Float32Array, scale: number): void;
  sumSquares(of: Weighed, into: Float32Array): void;
}

/** How many terms, papers and postings there are. */
export interface PostingsSize {
  readonly size: number;
  readonly count: number;
  readonly places: number;
}

/** Fewer are not worth a memory of their own. */
const FEWEST_PLACES = 2_000;
/** The kernel numbers papers with 16 bits. */
const MOST_PAPERS = 65_536;
const PAGE_BYTES = 65_536;
/** Papers that the kernel compares at once. */
const LANES = 4;

/** Room in the memory of a kernel; `undefined` where that does not pay or can not be had. */
export function bindPostings(of: PostingsSize): FastPostings | undefined {
  if (of.places < FEWEST_PLACES || of.count > MOST_PAPERS) return undefined;
  const room = layOut(of);
  const initial = Math.ceil(room.end / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial, maximum: initial });
  const kernel = bindKernel("postings", memory);
  return kernel && createFast(kernel, memory.buffer, of);
}

/** Addresses in bytes; fours of numbers lie at multiples of 16. */
function layOut({ size, count, places }: PostingsSize) {
  const rows = Math.ceil(count / LANES) * LANES;
  const factors = 0;
  const factor = factors + size * LANES * 4;
  const dots = factor + LANES * 4;
  const scores = dots + rows * LANES * 4;
  const terms = scores + rows * 4;
  const starts = terms + size * 4;
  const weights = starts + (size + 1) * 4;
  const papers = weights + places * 4;
  const end = papers + places * 2;
  return { rows, factors, factor, dots, scores, terms, starts, weights, papers, end };
}

function createFast(
  kernel: PostingsKernel,
  buffer: ArrayBufferLike,
  of: PostingsSize,
): FastPostings {
  const { size, count, places } = of;
  const room = layOut(of);
  const { rows, factors: factorsAt, factor, dots } = room;
  const terms = new Uint32Array(buffer, room.terms, size);
  const factors = new Float32Array(buffer, factorsAt, size * LANES);
  const four = new Float32Array(buffer, factor, LANES);
  const scores = new Float32Array(buffer, room.scores, count);
  const addFour = (papers: readonly Terms[]) => {
    const used = mergeTerms(papers, size, { terms, factors });
    kernel.addFour(room.terms, factorsAt, used, room.starts, room.papers, room.weights, dots);
  };
  return {
    starts: new Uint32Array(buffer, room.starts, size + 1),
    papers: new Uint16Array(buffer, room.papers, places),
    weights: new Float32Array(buffer, room.weights, places),
    addDots(own, into, scale) {
      const used = firstNotBelow(own.terms, size);
      terms.set(used < own.terms.length ? own.terms.subarray(0, used) : own.terms);
      factors.set(used < own.weights.length ? own.weights.subarray(0, used) : own.weights);
      scores.set(into);
      const { starts, papers, weights } = room;
      kernel.addDots(room.terms, factorsAt, used, scale, starts, papers, weights, room.scores);
      into.set(scores);
    },
    sumSquares({ papers, weights }, into) {
      scores.fill(0);
      for (let first = 0; first < papers.length; first += LANES) {
        addFour(papers.slice(first, first + LANES));
        for (let lane = 0; lane < LANES; lane += 1) four[lane] = weights[first + lane] ?? 0;
        kernel.takeSquares(rows, dots, factor, room.scores);
      }
      into.set(scores);
    },
  };
}

/** How many of the ascending terms are below `size`. */
function firstNotBelow(terms: Uint32Array, size: number): number {
  let used = terms.length;
  while (used > 0 && terms[used - 1]! >= size) used -= 1;
  return used;
}

/** The terms of up to four papers in one ascending row, with a weight for each of the four. */
function mergeTerms(
  papers: readonly Terms[],
  size: number,
  into: { readonly terms: Uint32Array; readonly factors: Float32Array },
): number {
  const places = papers.map(() => 0);
  into.factors.fill(0, 0, LANES * papers.reduce((sum, paper) => sum + paper.terms.length, 0));
  let used = 0;
  for (;;) {
    let next = size;
    for (let lane = 0; lane < papers.length; lane += 1) {
      const { terms } = papers[lane]!;
      const at = places[lane]!;
      if (at < terms.length && terms[at]! < next) next = terms[at]!;
    }
    if (next === size) return used;
    for (let lane = 0; lane < papers.length; lane += 1) {
      const { terms, weights } = papers[lane]!;
      const at = places[lane]!;
      if (at === terms.length || terms[at] !== next) continue;
      into.factors[used * LANES + lane] = weights[at]!;
      places[lane] = at + 1;
    }
    into.terms[used] = next;
    used += 1;
  }
}
