import type { IndexDocument } from "../../src/search/engine/engine.ts";
import { createRandom, type Random } from "../../src/search/semantic/training/random.ts";

/** A paper number → that paper, always the same one. */
export type PaperMaker = (number: number) => IndexDocument;

/** How many papers a title word may lead to; rarer words say more about a subject. */
const FEWEST_KIN = 8;
const SENTENCE_END = /(?<=[.!?])\s+(?=\p{Lu})/u;

/**
 * Makes papers of the sentences of real ones: the first half of one paper and the second half
 * of another that shares a word of its title, so that a paper has a subject. Names, dates and
 * links are the first one's.
 *
 * @param pool at least one paper; the only thing that stays in memory.
 */
export function createRecombiner(pool: readonly IndexDocument[], seed: number): PaperMaker {
  const kinOf = indexTitles(pool);
  return (number) => {
    const random = createRandom(seed + Math.imul(number + 1, 0x9e3779b1));
    const first = pool[random.below(pool.length)]!;
    const second = pool[chooseKin(kinOf, first, random) ?? random.below(pool.length)]!;
    return {
      ...withoutNames(first),
      id: paperId(number),
      title: splice(first.title, second.title, /\s+/),
      abstract: splice(first.abstract, second.abstract, SENTENCE_END),
      upvotes: random.below(40),
    };
  };
}

export function paperId(number: number): IndexDocument["id"] {
  return `p-${number.toString(16).padStart(12, "0")}` as IndexDocument["id"];
}

/** The first half of the parts of one text, then the second half of the other's. */
export function splice(first: string, second: string, boundary: RegExp): string {
  const head = first.split(boundary);
  const tail = second.split(boundary);
  const kept = head.slice(0, Math.ceil(head.length / 2));
  return [...kept, ...tail.slice(Math.ceil(tail.length / 2))].join(" ");
}

/** A made paper bears no identifier of a real one. */
function withoutNames({ arxivId: _, doi: __, ...rest }: IndexDocument) {
  return rest;
}

function titleWords(title: string): string[] {
  return [...new Set(title.toLowerCase().match(/\p{L}{4,}/gu) ?? [])];
}

function indexTitles(pool: readonly IndexDocument[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { title }] of pool.entries()) {
    for (const word of titleWords(title)) {
      const known = places.get(word);
      if (known) known.push(at);
      else places.set(word, [at]);
    }
  }
  return places;
}

/** A paper that shares the rarest title word that enough papers have. */
function chooseKin(
  places: ReadonlyMap<string, readonly number[]>,
  paper: IndexDocument,
  random: Random,
): number | undefined {
  let best: readonly number[] | undefined;
  for (const word of titleWords(paper.title)) {
    const found = places.get(word) ?? [];
    if (found.length < FEWEST_KIN) continue;
    if (!best || found.length < best.length) best = found;
  }
  return best?.[random.below(best.length)];
}
