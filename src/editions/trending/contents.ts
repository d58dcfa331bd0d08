import { setImmediate } from "node:timers/promises";
import type { PaperId, PaperWithTally } from "#papers";
import {
  type ContentModel,
  type ContentPrior,
  contentFactor,
  contentFeatures,
  holdsFor,
  noContentPrior,
} from "#ranking";
import type { TrendingSources } from "./sources.ts";

/** What of a paper's content trending remembers. */
export interface ContentNote {
  /** First author and organisations. */
  readonly groups: readonly string[];
  /** How many times what is usual on the site is expected of it. */
  readonly factor: number;
  readonly isWithdrawn: boolean;
}

export interface Contents {
  /** Unknown papers are absent. Others are served while many are worked out. */
  notesOf(ids: readonly PaperId[]): Promise<ReadonlyMap<PaperId, ContentNote>>;
}

/** Papers worked out between two turns of the others: about three milliseconds. */
const SLICE = 20;
const MAX_NOTES = 20_000;
const CHANGES_READ = 2_000;

/** Remembers what was worked out of each paper until it changes. */
export function createContents(sources: TrendingSources): Contents {
  const notes = new Map<PaperId, ContentNote>();
  let seq = 0;
  let model: ContentModel | undefined;
  let trust = 0;

  async function forgetChanged(): Promise<void> {
    const changes = await sources.papers.changesSince(seq, CHANGES_READ);
    if (changes.length >= CHANGES_READ || notes.size > MAX_NOTES) {
      notes.clear();
      seq = await sources.papers.lastChange();
      return;
    }
    for (const change of changes) {
      notes.delete(change.paperId);
      seq = change.seq;
    }
  }

  async function note(prior: ContentPrior, papers: readonly PaperWithTally[]): Promise<void> {
    const judged = papers.filter((paper) => holdsFor(prior, paper));
    const vectors = judged.length > 0 ? ((await sources.embed?.(judged)) ?? []) : [];
    const factors = new Map(
      judged.map((paper, index) => {
        const features = contentFeatures(paper, vectors[index] ?? []);
        return [paper.id, contentFactor(prior, features)];
      }),
    );
    for (const paper of papers) notes.set(paper.id, noteOf(paper, factors.get(paper.id) ?? 1));
  }

  return {
    async notesOf(ids) {
      await forgetChanged();
      const prior = (await sources.contentPrior?.()) ?? noContentPrior;
      if (prior.model !== model || prior.trust !== trust) notes.clear();
      ({ model, trust } = prior);
      const missing = ids.filter((id) => !notes.has(id));
      for (let first = 0; first < missing.length; first += SLICE) {
        const papers = await sources.papers.findMany(missing.slice(first, first + SLICE));
        await note(prior, papers);
        await setImmediate();
      }
      return notes;
    },
  };
}

function noteOf(paper: PaperWithTally, factor: number): ContentNote {
  const author = paper.authors[0]?.name;
  return {
    groups: [...(author ? [`author ${author}`] : []), ...paper.organizations],
    factor,
    isWithdrawn: paper.withdrawn === true,
  };
}
