import type { Language } from "../text/languages.ts";
import { stemIn } from "../text/stem-language.ts";
import type { TermPair } from "./pair-scores.ts";

/** What pairs need of a typed word, or of the correction that stands for it. */
interface Leader {
  readonly token: string;
  readonly written?: string;
  readonly term: string;
  readonly frequency: number;
  readonly idf: number;
}

type Leaders = ReadonlyMap<string, Leader>;

/** Words of a query that stand side by side, by their terms; each pair once. */
export function pairsOf(sequence: readonly string[], leaders: Leaders): TermPair[] {
  const pairs = new Map<string, TermPair>();
  for (const [first, second] of neighboursIn(sequence, leaders)) {
    if (first === second) continue;
    const pair = { first: first.term, second: second.term, idf: meanIdf(first, second) };
    pairs.set(`${first.term} ${second.term}`, pair);
  }
  return [...pairs.values()];
}

/** The same by the stems of the other languages of the index, where these differ. */
export function foreignPairs(
  languages: readonly Language[],
  sequence: readonly string[],
  leaders: Leaders,
  isTerm: (term: string) => boolean,
): TermPair[] {
  const pairs = new Map<string, TermPair>();
  for (const language of languages) {
    for (const [first, second] of neighboursIn(sequence, leaders)) {
      const [one, other] = [stemOf(language, first), stemOf(language, second)];
      if (one === first.term && other === second.term) continue;
      if (!isTerm(one) || !isTerm(other)) continue;
      pairs.set(`${one} ${other}`, { first: one, second: other, idf: meanIdf(first, second) });
    }
  }
  return [...pairs.values()];
}

export function stemOf(
  language: Language,
  { written, token }: Pick<Leader, "token" | "written">,
): string {
  return stemIn(language, written ?? token);
}

/** Neighbours of which papers hold both. */
function neighboursIn(sequence: readonly string[], leaders: Leaders): [Leader, Leader][] {
  const found: [Leader, Leader][] = [];
  for (let at = 0; at + 1 < sequence.length; at++) {
    const first = leaders.get(sequence[at]!);
    const second = leaders.get(sequence[at + 1]!);
    if (first && second && first.frequency > 0 && second.frequency > 0) {
      found.push([first, second]);
    }
  }
  return found;
}

function meanIdf(first: Leader, second: Leader): number {
  return (first.idf + second.idf) / 2;
}
