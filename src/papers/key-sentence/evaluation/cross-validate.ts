import { createHash } from "node:crypto";
import type { MarkedAbstract } from "./marked-abstracts.ts";
import type { Learn } from "./methods.ts";

const FOLDS = 10;

/**
 * The place picked in each abstract by what was learnt from the others: from all folds but its own.
 * Folds follow from the ids and `draw` alone, so they are the same ones on every machine.
 */
export function crossValidate(
  marked: readonly MarkedAbstract[],
  learn: Learn,
  draw: number,
): number[] {
  const folds = marked.map(({ id }) => foldOf(id, draw));
  const learnt = Array.from({ length: FOLDS }, (_, fold) =>
    folds.includes(fold) ? learn(marked.filter((_, at) => folds[at] !== fold)) : undefined,
  );
  return marked.map((abstract, at) => learnt[folds[at]!]!(abstract));
}

function foldOf(id: string, draw: number): number {
  return createHash("sha256").update(`${draw}:${id}`).digest().readUInt32BE() % FOLDS;
}
