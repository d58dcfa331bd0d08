import { authorsLine, type PaperId, type PaperReader, paperDay, texToText } from "#papers";

interface ScoredPaper {
  readonly paperId: PaperId;
  readonly score: number;
  readonly words: number;
  readonly meaning: number;
  /** Terms shared with the paper that others are compared with. */
  readonly sharedTerms?: readonly string[];
}

interface ListedPaper {
  readonly rank: number;
  readonly id: PaperId;
  readonly title: string;
  readonly score: number;
  readonly words: number;
  readonly meaning: number;
  readonly date: string;
  readonly sharedTerms?: readonly string[];
}

/** A list of papers as JSON values and as lines for people; ranks go on from `offset`. */
export async function listResult(
  reader: PaperReader,
  hits: readonly ScoredPaper[],
  offset: number,
): Promise<{ papers: ListedPaper[]; lines: string[] }> {
  const found = await reader.findMany(hits.map((hit) => hit.paperId));
  const byId = new Map(found.map((paper) => [paper.id, paper]));
  const papers: ListedPaper[] = [];
  const lines: string[] = [];
  for (const [index, hit] of hits.entries()) {
    const paper = byId.get(hit.paperId);
    if (!paper) continue;
    const { score, words, meaning, sharedTerms } = hit;
    const title = texToText(paper.title);
    const date = paperDay(paper);
    const rank = offset + index + 1;
    papers.push({
      rank,
      id: paper.id,
      title,
      score,
      words,
      meaning,
      date,
      ...(sharedTerms && { sharedTerms }),
    });
    lines.push(
      `${String(rank).padStart(4)}  ${title}\n      ${paper.id} · ${date}${byline(authorsLine(paper, 3))}${shared(sharedTerms)}`,
    );
  }
  return { papers, lines };
}

function shared(terms: readonly string[] = []): string {
  return terms.length === 0 ? "" : `\n      shares: ${terms.join(", ")}`;
}

function byline(authors: string): string {
  return authors === "" ? "" : ` · ${authors}`;
}
