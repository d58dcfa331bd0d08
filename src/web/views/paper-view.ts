import type { Edition, EditionReader, Period } from "#editions";
import type { PaperReader, PaperWithTally } from "#papers";
import { AppError } from "#platform";
import type { TrendExplanation } from "#ranking";
import type { Search, SimilarHit } from "#search";
import { addresses } from "../addresses.ts";
import {
  type ContributionsView,
  type ContributionsViewParts,
  loadContributions,
} from "./contributions-view.ts";
import { loadPapers, newestInstant } from "./list-items.ts";
import type { ListItem, ListView, Site } from "./list-view.ts";
import { sharedReason } from "./shared-reason.ts";

/** Neighbours on the paper's own page, and on the page of all of them. */
const NEIGHBOURS = 5;
const ALL_NEIGHBOURS = 20;
/** Editions looked into for the paper's rank. */
const MAX_EDITIONS = 4;

interface Appearance {
  readonly period: Period;
  readonly status: Edition["status"];
  readonly total: number;
}

export interface PaperView {
  readonly paper: PaperWithTally;
  readonly similar: readonly SimilarView[];
  readonly appearances: readonly Appearance[];
  /** How it stands among the trending; absent for papers that are no candidates. */
  readonly trend?: TrendExplanation | undefined;
  readonly contributions: ContributionsView;
}

export interface SimilarView {
  readonly paper: PaperWithTally;
  readonly reason: string;
  readonly score: number;
}

export interface PaperViewParts {
  readonly papers: Pick<PaperReader, "findMany">;
  readonly search: Pick<Search, "similar">;
  readonly editions: Pick<EditionReader, "periodsOf" | "get" | "trendOf">;
}

export async function loadPaperView(
  parts: PaperViewParts & ContributionsViewParts,
  paper: PaperWithTally,
): Promise<PaperView> {
  const [similar, appearances, trend, contributions] = await Promise.all([
    loadSimilar(parts, paper, NEIGHBOURS),
    loadAppearances(parts, paper),
    parts.editions.trendOf(paper.id),
    loadContributions(parts, paper),
  ]);
  return { paper, similar, appearances, trend, contributions };
}

export interface SimilarListView {
  readonly list: ListView;
  readonly paper: PaperWithTally;
  readonly similar: readonly SimilarView[];
}

/** The page, and the feed, of a paper's neighbours. */
export async function loadSimilarListView(
  parts: PaperViewParts & { readonly clock: { now(): Date } },
  paper: PaperWithTally,
  site: Site,
): Promise<SimilarListView> {
  const similar = await loadSimilar(parts, paper, ALL_NEIGHBOURS);
  const items: ListItem[] = similar.map((one, index) => ({
    rank: index + 1,
    paper: one.paper,
    reason: one.reason,
  }));
  const path = addresses.similar(paper.id);
  const list: ListView = {
    name: path.slice(1),
    title: `${site.title}: papers similar to ${paper.title}`,
    path,
    updatedAt: newestInstant(
      items.map((item) => item.paper),
      parts.clock.now(),
    ),
    total: items.length,
    items,
  };
  return { list, paper, similar };
}

/** A paper that is not indexed yet has no neighbours yet; its page is shown all the same. */
async function loadSimilar(
  parts: PaperViewParts,
  paper: PaperWithTally,
  limit: number,
): Promise<SimilarView[]> {
  const hits = await neighboursOf(parts, paper, limit);
  const papers = await loadPapers(
    parts.papers,
    hits.map((hit) => hit.paperId),
  );
  return hits.flatMap((hit) => {
    const neighbour = papers.get(hit.paperId);
    if (!neighbour || hit.sharedTerms.length === 0) return [];
    return [{ paper: neighbour, reason: sharedReason(hit.sharedTerms), score: hit.score }];
  });
}

async function neighboursOf(
  parts: PaperViewParts,
  paper: PaperWithTally,
  limit: number,
): Promise<readonly SimilarHit[]> {
  try {
    return await parts.search.similar(paper.id, limit);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return [];
    throw error;
  }
}

async function loadAppearances(
  parts: PaperViewParts,
  paper: PaperWithTally,
): Promise<Appearance[]> {
  const periods = await parts.editions.periodsOf(paper.id);
  return Promise.all(
    periods.slice(0, MAX_EDITIONS).map(async (period) => {
      const { status, total } = await parts.editions.get(period, { limit: 1 });
      return { period, status, total };
    }),
  );
}
