import type { Follow } from "#community";
import { slugOf } from "#papers";
import { parseSearchState } from "#search";
import type { FeatureSource } from "../features/feature-source.ts";
import type { ChosenInterest } from "../learning/index.ts";
import type { Interest, InterestKind } from "../recommendations.ts";
import type { Window } from "../windows/read-window.ts";

/** What somebody has said they like to read about, here or by following it. */
export interface Said {
  readonly kind: InterestKind;
  readonly target: string;
  readonly label: string;
  /** 0 when muted. */
  readonly weight: number;
}

/** Of accounts that follow hundreds, those followed last. */
const MOST_FOLLOWS = 100;
const OPERATOR = /(^|\s)-?(author|org|category|venue|has|from|to|like|unlike):("[^"]*"|\S+)/g;

export function saidBy(chosen: readonly Interest[], follows: readonly Follow[]): Said[] {
  const own = chosen.map((one) => ({ ...one, weight: one.isMuted ? 0 : one.weight }));
  const names = new Set(own.map(({ kind, target }) => `${kind} ${target}`));
  const followed = follows.slice(0, MOST_FOLLOWS).flatMap(({ kind, target, label }) => {
    if (kind !== "author" && kind !== "topic" && kind !== "search") return [];
    return names.has(`${kind} ${target}`) ? [] : [{ kind, target, label, weight: 1 }];
  });
  return [...own, ...followed];
}

/** Interests of one window held at once, about 2 kB each. */
const MOST_HELD = 5_000;

/** Says of each which papers of the window it means; the same for many is worked out once. */
export function createInterestReader(source: FeatureSource, window: Window) {
  const known = new Map<string, Omit<ChosenInterest, "weight">>();
  return ({ kind, target, weight }: Said): ChosenInterest => {
    const key = `${kind} ${target}`;
    let meant = known.get(key);
    if (!meant) {
      meant = readers[kind](source, window, target);
      if (known.size >= MOST_HELD) known.clear();
      known.set(key, meant);
    }
    return { ...meant, weight };
  };
}

type Reader = (
  source: FeatureSource,
  window: Window,
  target: string,
) => Omit<ChosenInterest, "weight">;

const readTopic: Reader = (source, window, target) => {
  // The topics that are followed stand as slugs.
  const text = target.replaceAll("-", " ");
  const features = wordsOf(source, text);
  return { features, rows: holding(source, window, features.terms) };
};

const readers: Readonly<Record<InterestKind, Reader>> = {
  topic: readTopic,
  keyword: readTopic,
  author: (_source, window, target) => ({ rows: byAuthors(window, [target]) }),
  category: (_source, window, target) => ({ rows: inCategories(window, [target]) }),
  search(source, window, target) {
    const { q, author, category } = parseSearchState(new URLSearchParams(target));
    const text = q.replace(OPERATOR, " ").trim();
    const features = text === "" ? undefined : wordsOf(source, text);
    const filters = [
      ...(author.length > 0 ? [byAuthors(window, author)] : []),
      ...(category.length > 0 ? [inCategories(window, category)] : []),
      ...(features ? [holding(source, window, features.terms)] : []),
    ];
    const [first = new Set<number>(), ...more] = filters;
    const rows = new Set([...first].filter((row) => more.every((one) => one.has(row))));
    return { rows, ...(features && filters.length === 1 && { features }) };
  },
};

function wordsOf({ make, space }: FeatureSource, text: string) {
  const { terms, weights, dense } = make({ title: text, abstract: "" }, space.embedQuery(text));
  return { terms, weights, dense };
}

/** Papers with every single word among these terms. */
function holding({ vocabulary }: FeatureSource, window: Window, terms: Uint32Array): Set<number> {
  const { postingStarts, postingPapers } = window.candidates;
  let rows: Set<number> | undefined;
  for (const term of terms) {
    if (vocabulary.terms[term]!.includes(" ")) continue;
    const start = postingStarts[term] ?? postingPapers.length;
    const end = postingStarts[term + 1] ?? postingPapers.length;
    const having = new Set(postingPapers.subarray(start, end));
    const before: Set<number> | undefined = rows;
    rows = before ? new Set([...before].filter((row) => having.has(row))) : having;
  }
  return rows ?? new Set();
}

function byAuthors({ candidates }: Window, names: readonly string[]): Set<number> {
  const wanted = new Set(names.map(slugOf));
  return rowsWhere(candidates.papers.authors, (author) => wanted.has(author));
}

/** `cs` means all that begins so. */
function inCategories({ categories }: Window, names: readonly string[]): Set<number> {
  return rowsWhere(categories, (one) =>
    names.some((name) => one === name || one.startsWith(`${name}.`)),
  );
}

function rowsWhere(
  lists: readonly (readonly string[])[],
  holds: (value: string) => boolean,
): Set<number> {
  const rows = new Set<number>();
  lists.forEach((values, row) => {
    if (values.some(holds)) rows.add(row);
  });
  return rows;
}
