import type { PaperId } from "../paper.ts";
import { contentHash } from "./content-hash.ts";

/** 48 bits: short in an address; the rare collision is resolved like any shared id. */
const HEX_DIGITS = 12;

/**
 * The id of a paper that has neither arXiv id nor DOI: `p-` and 12 hex digits.
 *
 * @param foldedTitle as `foldTitle` gives it.
 * @param familyKey of the first author; empty when no source names one.
 * @param distinction set only where another paper holds the plain id.
 */
export function provisionalId(foldedTitle: string, familyKey: string, distinction = ""): PaperId {
  const parts = [foldedTitle, familyKey, distinction].join("\n");
  return `p-${contentHash(parts, HEX_DIGITS)}` as PaperId;
}
