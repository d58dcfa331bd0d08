/** Whether the first of two documents with equal scores goes before the second. */
export type TieBreak = (first: number, second: number) => boolean;

/** Documents and the score of each; both are moved alike. */
export interface Scored {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  readonly goesFirst: TieBreak;
}

/** Stretches no longer than this are sorted by insertion. */
const SHORT = 12;

/** Moves the best `count` of the first `size` to the front, in no order. */
export function selectBest(scored: Scored, size: number, count: number): void {
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const end = partition(scored, low, high);
    if (count - 1 <= end) high = end;
    else low = end + 1;
  }
}

/** Sorts those from `low` to `high`, both included, the best first. */
export function sortBest(scored: Scored, low: number, high: number): void {
  let from = low;
  while (high - from > SHORT) {
    const end = partition(scored, from, high);
    sortBest(scored, from, end);
    from = end + 1;
  }
  insertInOrder(scored, from, high);
}

/** Splits a stretch in two, none of the first worse than any of the second; returns the first's end. */
function partition({ documents, scores, goesFirst }: Scored, low: number, high: number): number {
  const middle = (low + high) >>> 1;
  const score = scores[middle]!;
  const document = documents[middle]!;
  let left = low - 1;
  let right = high + 1;
  for (;;) {
    do left++;
    while (
      scores[left]! > score ||
      (scores[left] === score &&
        documents[left] !== document &&
        goesFirst(documents[left]!, document))
    );
    do right--;
    while (
      scores[right]! < score ||
      (scores[right] === score &&
        documents[right] !== document &&
        goesFirst(document, documents[right]!))
    );
    if (left >= right) return right;
    const movedScore = scores[left]!;
    const movedDocument = documents[left]!;
    scores[left] = scores[right]!;
    documents[left] = documents[right]!;
    scores[right] = movedScore;
    documents[right] = movedDocument;
  }
}

function insertInOrder({ documents, scores, goesFirst }: Scored, low: number, high: number): void {
  for (let at = low + 1; at <= high; at++) {
    const score = scores[at]!;
    const document = documents[at]!;
    let place = at;
    while (
      place > low &&
      (scores[place - 1]! < score ||
        (scores[place - 1] === score && goesFirst(document, documents[place - 1]!)))
    ) {
      scores[place] = scores[place - 1]!;
      documents[place] = documents[place - 1]!;
      place--;
    }
    scores[place] = score;
    documents[place] = document;
  }
}
