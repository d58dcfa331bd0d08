import { createHash } from "node:crypto";
import { visitTerms, visitWords } from "./words.ts";

/** The text of a paper, TeX already turned to text. */
export interface PaperText {
  readonly title: string;
  readonly abstract: string;
}

/** Terms that papers are told apart by. Plain data. */
export interface Vocabulary {
  /** Features made with two vocabularies are never compared. */
  readonly identity: string;
  /** Stems, and pairs of them parted by a space; a term's number is its place. */
  readonly terms: readonly string[];
  /** How each is written for people. */
  readonly labels: readonly string[];
  /** 1 + ln((1 + papers) / (1 + papers that have it)). */
  readonly idf: Float32Array;
}

interface VocabularyLimits {
  /** Default 50,000: those in most papers. */
  readonly maxTerms?: number;
  /** Default 4. */
  readonly minPapers?: number;
  /** Default .3: a term in more of the papers than that says nothing. */
  readonly maxShare?: number;
}

export interface VocabularyBuilder {
  add(text: PaperText): void;
  build(limits?: VocabularyLimits): Vocabulary;
}

/** Terms counted at once; past it those seen in one paper alone are forgotten. */
const MAX_COUNTED = 1_500_000;

/** Counts the papers that each term is in. */
export function createVocabularyBuilder(): VocabularyBuilder {
  const counts = new Map<string, number>();
  const forms = new Map<string, Map<string, number>>();
  let papers = 0;
  return {
    add({ title, abstract }) {
      papers += 1;
      const seen = new Set<string>();
      const text = `${title}\n${abstract}`;
      visitTerms(text, (term) => void seen.add(term));
      for (const term of seen) counts.set(term, (counts.get(term) ?? 0) + 1);
      visitWords(text, (stem, form) => countForm(forms, stem, form));
      if (counts.size > MAX_COUNTED) forgetRare(counts);
    },
    build({ maxTerms = 50_000, minPapers = 4, maxShare = 0.3 } = {}) {
      const most = Math.max(minPapers, papers * maxShare);
      const kept = [...counts]
        .filter(([, count]) => count >= minPapers && count <= most)
        .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
        .slice(0, maxTerms);
      const terms = kept.map(([term]) => term);
      const idf = Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + papers) / (1 + count)));
      return { identity: identityOf(terms, idf), terms, labels: labelsOf(terms, forms), idf };
    },
  };
}

function countForm(forms: Map<string, Map<string, number>>, stem: string, form: string): void {
  const of = forms.get(stem);
  if (of) of.set(form, (of.get(form) ?? 0) + 1);
  else forms.set(stem, new Map([[form, 1]]));
}

function forgetRare(counts: Map<string, number>): void {
  for (const [term, count] of counts) if (count < 2) counts.delete(term);
}

function labelsOf(
  terms: readonly string[],
  forms: ReadonlyMap<string, ReadonlyMap<string, number>>,
): string[] {
  const label = (stem: string) => {
    const most = [...(forms.get(stem) ?? [])].reduce(
      (best, one) => (one[1] > best[1] ? one : best),
      [stem, 0] as [string, number],
    );
    return most[0];
  };
  return terms.map((term) => term.split(" ").map(label).join(" "));
}

function identityOf(terms: readonly string[], idf: Float32Array): string {
  const hash = createHash("sha256").update(terms.join("\n"));
  return hash.update(new Uint8Array(idf.buffer)).digest("hex").slice(0, 12);
}
