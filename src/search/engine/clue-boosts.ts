import { foldText } from "../text/fold.ts";
import { yearOf } from "./day-number.ts";
import { CLUE_NEAR_YEAR, CLUE_OFF_SUBJECT, CLUE_YEAR } from "./scoring.ts";

/** What a paper of `day` gets for the year that a query names. */
export function yearBoost(day: number, year: number): number {
  const distance = Math.abs(yearOf(day) - year);
  if (distance === 0) return CLUE_YEAR;
  return distance === 1 ? CLUE_NEAR_YEAR : 0;
}

/** Whether a query has a subject besides the names in it. */
export function hasSubject(names: readonly (readonly string[])[], words: string): boolean {
  return !names.flat().every((token) => foldText(words).includes(token));
}

/** Part of the boost for a paper by the author, but on another subject than the one asked for. */
export function boostShare(hasSubject: boolean, words: number): number {
  return hasSubject && words === 0 ? CLUE_OFF_SUBJECT : 1;
}
