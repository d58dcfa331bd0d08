import { type LexicalKernel, scratchKernel } from "./kernels/lexical-kernel.ts";
import { CANDIDATE_ROOM, type Scratch, wholeBlocks } from "./scratch.ts";
import { createTopDocuments, type TieBreak, type TopDocuments } from "./top-documents.ts";

/** Least score that is one. */
const SMALLEST = 2 ** -149;

/** Sets the scores of documents to 0 that `selection` leaves out. */
export function maskScores(scratch: Scratch, selection: Uint8Array): void {
  const { scores } = scratch;
  const kernel = scratchKernel(scratch);
  if (kernel) {
    scratch.selection.set(selection);
    const { byteOffset } = scratch.selection;
    kernel.maskScores(scores.byteOffset, byteOffset, selection.length);
    return;
  }
  for (let document = 0; document < selection.length; document++) {
    if (selection[document] === 0) scores[document] = 0;
  }
}

/** Parts of the index that are looked at first, and the share of it that they are. */
const SAMPLES = 32;
const SAMPLED_SHARE = 1 / 16;

/**
 * The best `limit` of the first `count` documents by `scratch.scores`; those with 0 are none.
 *
 * @param isOrdered false: in no order.
 */
export function bestScores(
  scratch: Scratch,
  count: number,
  {
    limit,
    goesFirst,
    isOrdered = true,
  }: { readonly limit: number; readonly goesFirst: TieBreak; readonly isOrdered?: boolean },
): TopDocuments {
  const kernel = scratchKernel(scratch);
  const collect = kernel ? collectWith(kernel, scratch) : collectFrom(scratch);
  const end = wholeBlocks(count);
  const pick = (least: number) => {
    const top = createTopDocuments(limit, goesFirst);
    const total = offerAll({ collect, scratch, least }, { from: 0, end }, top);
    return { ...top.finish(isOrdered), total };
  };
  const best = pick(guessLeast({ collect, scratch, least: SMALLEST }, end, limit));
  return best.documents.length < Math.min(limit, best.total) ? pick(SMALLEST) : best;
}

interface Collection {
  readonly collect: Collect;
  readonly scratch: Scratch;
  /** Scores below this are passed over. */
  readonly least: number;
}

/** Offers the documents of a stretch; returns how many have a score. */
function offerAll(
  { collect, scratch, least }: Collection,
  { from, end }: { readonly from: number; readonly end: number },
  top: ReturnType<typeof createTopDocuments>,
): number {
  const { scores, documents } = scratch;
  let total = 0;
  for (let document = from; document < end; ) {
    const [next, collected, positive] = collect(
      document,
      end,
      Math.max(least, top.least()),
      CANDIDATE_ROOM,
    );
    for (let at = 0; at < collected; at++) top.offer(documents[at]!, scores[documents[at]!]!);
    total += positive;
    document = next;
  }
  return total;
}

/** A score that about twice `limit` documents reach, as a part of them tells. */
function guessLeast(collection: Collection, end: number, limit: number): number {
  const step = wholeBlocks(end / SAMPLES);
  const length = wholeBlocks(step * SAMPLED_SHARE);
  const wanted = Math.ceil((2 * limit * length) / step);
  const top = createTopDocuments(wanted, () => false);
  for (let from = 0; from < end; from += step) {
    offerAll(collection, { from, end: Math.min(end, from + length) }, top);
  }
  const { scores } = top.finish();
  return scores.length < wanted ? SMALLEST : scores[wanted - 1]!;
}

/** Numbers of documents into the scratch; what `collectScores` of the kernel returns. */
type Collect = (
  document: number,
  end: number,
  least: number,
  room: number,
) => [document: number, collected: number, positive: number];

function collectWith(kernel: LexicalKernel, { scores, documents }: Scratch): Collect {
  return (document, end, least, room) =>
    kernel.collectScores(scores.byteOffset, document, end, least, documents.byteOffset, room);
}

/** What the kernel does, where there is none. */
function collectFrom({ scores, documents }: Scratch): Collect {
  return (from, end, least, room) => {
    let collected = 0;
    let positive = 0;
    let document = from;
    for (; document < end && collected < room; document++) {
      const score = scores[document]!;
      if (score === 0) continue;
      positive++;
      if (score >= least) documents[collected++] = document;
    }
    return [document, collected, positive];
  };
}
