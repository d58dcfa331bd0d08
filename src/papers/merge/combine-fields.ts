import type { RecordLink, RecordVersion } from "#sources";
import { findLinks } from "../links/find-links.ts";
import type { PaperLink, PaperVersion } from "../paper.ts";

/** The smallest of the texts that are said; days in their usual spelling sort by time. */
export function earliest<Text extends string>(
  values: readonly (Text | undefined)[],
): Text | undefined {
  let smallest: Text | undefined;
  for (const value of values) {
    if (value !== undefined && (smallest === undefined || value < smallest)) smallest = value;
  }
  return smallest;
}

/** The earliest of ISO 8601 instants, however many digits they spell; ties by spelling. */
export function earliestInstant(values: readonly (string | undefined)[]): string | undefined {
  let first: string | undefined;
  for (const value of values) {
    if (value !== undefined && (first === undefined || isEarlier(value, first))) first = value;
  }
  return first;
}

function isEarlier(a: string, b: string): boolean {
  const difference = Date.parse(a) - Date.parse(b);
  return difference < 0 || (!(difference > 0) && a < b);
}

/** All values of all lists in order, one of each by `keyOf`; those without a key are dropped. */
export function unionBy(
  lists: readonly (readonly string[] | undefined)[],
  keyOf: (value: string) => string,
): string[] {
  const values = new Map<string, string>();
  for (const list of lists) {
    for (const value of list ?? []) {
      const key = keyOf(value);
      if (key !== "" && !values.has(key)) values.set(key, value);
    }
  }
  return [...values.values()];
}

/** Every version any source knows, by number; of two dates the earlier. */
export function unionVersions(
  lists: readonly (readonly RecordVersion[] | undefined)[],
): PaperVersion[] {
  const versions = new Map<number, PaperVersion>();
  for (const { number, submittedAt } of lists.flatMap((list) => list ?? [])) {
    const known = versions.get(number);
    if (!known || isEarlier(submittedAt, known.submittedAt)) {
      versions.set(number, { number, submittedAt });
    }
  }
  return [...versions.values()].sort((a, b) => a.number - b.number);
}

/** Links that sources name, then those found in `texts`; one of each address. */
export function unionLinks(
  lists: readonly (readonly RecordLink[] | undefined)[],
  texts: readonly string[],
): PaperLink[] {
  const links = new Map<string, PaperLink>();
  const found = texts.flatMap((text) => findLinks(text));
  for (const { kind, url } of [...lists.flatMap((list) => list ?? []), ...found]) {
    if (!/^https?:\/\//i.test(url)) continue;
    const key = url.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/\/$/, "");
    const known = links.get(key);
    if (!known || (known.kind === "other" && kind !== "other")) links.set(key, { kind, url });
  }
  return [...links.values()];
}
