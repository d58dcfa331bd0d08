/** A document in its place, and by what it came there. */
export interface RankedHit {
  readonly document: number;
  readonly score: number;
  /** Score by words. */
  readonly words: number;
  /** The best of its cosines. */
  readonly meaning: number;
}
