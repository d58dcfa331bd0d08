export type WriterRequest =
  | { readonly kind: "fill"; readonly papers: number }
  | { readonly kind: "arrive"; readonly perSecond: number; readonly seconds: number };

export type WriterMessage =
  | { readonly kind: "filled" }
  /** A batch is in the database; the time is of the clock that all threads share. */
  | { readonly kind: "committed"; readonly batch: number; readonly atMs: number }
  | { readonly kind: "arrived" };

/** A word that is in one paper alone. */
export function markerOf(batch: number): string {
  return `zq${batch}mark`;
}
