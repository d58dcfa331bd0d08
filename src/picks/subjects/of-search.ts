import { parseSearchState, type SearchHit, toSearchRequest } from "#search";
import type { Found } from "../found.ts";
import type { PickRequest } from "../picks.ts";
import type { PicksParts } from "../picks-parts.ts";
import type { WindowPaper } from "../window/window.ts";

/** Hits that one question to the search gives at most. */
const MOST_HITS = 1_000;
/** Papers that name the topic, by which nearness to it is told. */
const YARDSTICK = 50;
const LONGEST_TEXT = 80;

type Finding = Pick<PicksParts, "search">;
type Asked = Pick<PickRequest, "subject">;

/** Papers of the window that a saved search finds: its filters hold and every word is there. */
export async function findBySearch(
  { search }: Finding,
  { subject }: Asked,
  papers: readonly WindowPaper[],
): Promise<Found[]> {
  const state = parseSearchState(new URLSearchParams(subject.target));
  const { filters, ...request } = toSearchRequest(state);
  const among = papers.map(({ paperId }) => paperId);
  const { hits } = await search.find({
    ...request,
    sort: "relevance",
    everyWord: true,
    filters: { ...filters, among },
    limit: MOST_HITS,
    offset: 0,
  });
  const text = state.q ? `Found by your search for “${clip(state.q)}”` : "Found by your search";
  return hits.map((hit) => ({
    paperId: hit.paperId,
    reason: { kind: "search", text, terms: hit.sharedTerms ?? hit.matched },
  }));
}

/**
 * Papers of the window about a topic: those that hold its words, and those that are nearer to it
 * in meaning than half of the papers that hold them.
 */
export async function findByTopic(
  { search }: Finding,
  { subject }: Asked,
  papers: readonly WindowPaper[],
): Promise<Found[]> {
  const words = wordsOf(subject.target);
  const among = papers.map(({ paperId }) => paperId);
  const every = { query: words, everyWord: true } as const;
  const [named, all, known] = await Promise.all([
    search.find({ ...every, filters: { among }, limit: MOST_HITS }),
    search.find({ query: words, filters: { among }, limit: MOST_HITS }),
    search.find({ ...every, limit: YARDSTICK }),
  ]);
  const isNamed = new Set(named.hits.map(({ paperId }) => paperId));
  const least = medianMeaning(known.hits);
  const near = all.hits.filter((hit) => !isNamed.has(hit.paperId) && hit.meaning >= least);
  const about = { kind: "topic", text: `About ${clip(words)}`, terms: [] } as const;
  const text = `Near in meaning to ${clip(words)}`;
  return [
    ...named.hits.map(({ paperId }) => ({ paperId, reason: about })),
    ...near.map(({ paperId, matched }) => ({
      paperId,
      reason: { kind: "topic", text, terms: matched } as const,
    })),
  ];
}

/** Words alone: what is an operator to a search is a word of a topic. */
export function wordsOf(topic: string): string {
  return topic
    .replace(/[":+]|(?:^|\s)-/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function medianMeaning(hits: readonly SearchHit[]): number {
  const seen = hits.map(({ meaning }) => meaning).filter((cosine) => cosine > 0);
  if (seen.length === 0) return Number.POSITIVE_INFINITY;
  seen.sort((one, other) => one - other);
  return seen[Math.floor(seen.length / 2)]!;
}

function clip(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).toWellFormed()}…`;
}
