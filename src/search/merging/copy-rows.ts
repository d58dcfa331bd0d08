import { GONE, type MergePart } from "./live-documents.ts";

export type Numbers =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int8Array
  | Int32Array
  | Float32Array;

/** Copies the rows, `width` numbers each, of the documents that live on to their new places. */
export function copyRows(
  { renumbered }: MergePart,
  { from, to, width }: { readonly from: Numbers; readonly to: Numbers; readonly width: number },
): void {
  for (let old = 0; old < renumbered.length; old++) {
    const document = renumbered[old]!;
    if (document === GONE) continue;
    for (let at = 0; at < width; at++) to[document * width + at] = from[old * width + at]!;
  }
}
