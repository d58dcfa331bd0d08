import type { SharedSpace } from "../semantic/fitted/store.ts";
import { isFitted } from "./complete-layers.ts";
import type { Fitter } from "./fitter.ts";
import type { IndexWriter } from "./index-writer.ts";

/**
 * Sees to it that the index has a space fitted to its papers: the one that the processes
 * beside this database share, or, where that is outgrown or there is none, a new one.
 */
export async function keepFitted({
  writer,
  fitter,
  shared,
}: {
  readonly writer: IndexWriter;
  readonly fitter: Fitter;
  readonly shared: SharedSpace | undefined;
}): Promise<void> {
  const own = writer.spaces.find(isFitted);
  const identity = await shared?.identity();
  if (identity !== undefined && identity !== own?.identity) {
    const space = await shared?.read();
    if (space) return fitter.take(space);
  }
  if (identity === undefined && own) await shared?.offer(own, undefined);
  fitter.fitDue();
}
