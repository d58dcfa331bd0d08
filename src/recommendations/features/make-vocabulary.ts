import type { PaperId, PaperReader } from "#papers";
import { createVocabularyBuilder, type Vocabulary } from "../learning/index.ts";
import { plainText } from "./plain-text.ts";

/** Enough to know how rare a word is. */
const MOST_PAPERS = 20_000;
const CHANGES_PER_STEP = 1_000;

/** Reads back along the change log, the papers written last first. */
export async function makeVocabulary(
  papers: Pick<PaperReader, "changedPapersSince">,
  last: number,
  signal?: AbortSignal,
): Promise<Vocabulary> {
  const builder = createVocabularyBuilder();
  const seen = new Set<PaperId>();
  for (let end = last; end > 0 && seen.size < MOST_PAPERS; end -= CHANGES_PER_STEP) {
    signal?.throwIfAborted();
    const start = Math.max(0, end - CHANGES_PER_STEP);
    const step = await papers.changedPapersSince(start, end - start);
    for (const paper of step.papers) {
      if (seen.has(paper.id)) continue;
      seen.add(paper.id);
      builder.add(plainText(paper));
    }
  }
  return builder.build(limitsFor(seen.size));
}

/** Among few papers nearly every word is rare, and many are in a tenth of them. */
function limitsFor(papers: number) {
  if (papers < 200) return { minPapers: 1, maxShare: 0.5 };
  return papers < 2_000 ? { minPapers: 2, maxShare: 0.2 } : {};
}

/** As text for the database. */
export function packVocabulary({ terms, labels, idf }: Vocabulary): string {
  return JSON.stringify({ terms, labels, idf: [...idf] });
}

export function unpackVocabulary(identity: string, content: string): Vocabulary {
  const { terms, labels, idf } = JSON.parse(content);
  return { identity, terms, labels, idf: Float32Array.from(idf) };
}
