/** Whether the first of two documents with equal scores goes before the second. */
export type TieBreak = (first: number, second: number) => boolean;

export interface TopDocuments {
  /** Best first. */
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  /** Documents offered, kept or not. */
  readonly total: number;
}

/** A binary heap in two arrays; the worst document is at the root. */
interface Heap {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  readonly goesFirst: TieBreak;
}

/**
 * Keeps the best `limit` of the documents offered to it in a heap whose root is the worst,
 * so that most offers cost one comparison.
 */
export function createTopDocuments(limit: number, goesFirst: TieBreak) {
  const documents = new Uint32Array(limit);
  const scores = new Float64Array(limit);
  const heap: Heap = { documents, scores, goesFirst };
  let size = 0;
  let total = 0;
  const offer = (document: number, score: number): void => {
    total++;
    if (size < limit) {
      documents[size] = document;
      scores[size] = score;
      siftUp(heap, size++);
      return;
    }
    const least = scores[0]!;
    if (limit === 0 || score < least) return;
    if (score === least && !goesFirst(document, documents[0]!)) return;
    documents[0] = document;
    scores[0] = score;
    siftDown(heap, size);
  };
  const finish = (): TopDocuments => {
    for (let end = size - 1; end > 0; end--) {
      swap(heap, 0, end);
      siftDown(heap, end);
    }
    return { documents: documents.subarray(0, size), scores: scores.subarray(0, size), total };
  };
  return { offer, finish };
}

function isWorse({ documents, scores, goesFirst }: Heap, a: number, b: number): boolean {
  const difference = scores[a]! - scores[b]!;
  return difference !== 0 ? difference < 0 : goesFirst(documents[b]!, documents[a]!);
}

function swap({ documents, scores }: Heap, a: number, b: number): void {
  const document = documents[a]!;
  const score = scores[a]!;
  documents[a] = documents[b]!;
  scores[a] = scores[b]!;
  documents[b] = document;
  scores[b] = score;
}

function siftUp(heap: Heap, from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!isWorse(heap, at, parent)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function siftDown(heap: Heap, end: number): void {
  for (let at = 0; ; ) {
    let worst = at;
    const left = 2 * at + 1;
    if (left < end && isWorse(heap, left, worst)) worst = left;
    if (left + 1 < end && isWorse(heap, left + 1, worst)) worst = left + 1;
    if (worst === at) return;
    swap(heap, at, worst);
    at = worst;
  }
}
