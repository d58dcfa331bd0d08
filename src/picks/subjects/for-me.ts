import { setImmediate } from "node:timers/promises";
import { type PaperId, type PaperWithTally, texToText } from "#papers";
import type { RecommendationList, Recommended } from "#recommendations";
import type { Found } from "../found.ts";
import type { PickReason, PickRequest } from "../picks.ts";
import type { PicksParts } from "../picks-parts.ts";

/** More are asked for than wanted: some may be filtered out after. */
const MARGIN = 100;
/** Papers read between two turns of the others: a few milliseconds. */
const SLICE = 100;

/** Papers recommended to each reader, in the order of the requests; `total` counts candidates. */
export async function findForMe(
  {
    recommendations,
    papers,
  }: Pick<PicksParts, "papers"> & Required<Pick<PicksParts, "recommendations">>,
  requests: readonly PickRequest[],
): Promise<{ readonly found: readonly Found[]; readonly total: number }[]> {
  const lists = await recommendations!.recommend(
    requests.map(({ reader, from, until, limit, without, filter, since }) => ({
      reader: reader!,
      from,
      until,
      limit: filter || since !== undefined ? limit + MARGIN : limit,
      ...(without && { without }),
    })),
  );
  const liked = lists.flatMap(({ picks }) => picks.flatMap(({ reason }) => reason.paperId ?? []));
  const titles = await readTitles(papers, [...new Set(liked)]);
  return lists.map((list) => ({
    total: list.total,
    found: list.picks.map((one) => ({
      paperId: one.paperId,
      reason: reasonOf(one, list.stage, titles),
    })),
  }));
}

async function readTitles(
  papers: PicksParts["papers"],
  ids: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, string>> {
  const titles = new Map<PaperId, string>();
  for (let first = 0; first < ids.length; first += SLICE) {
    const found = await papers.findMany(ids.slice(first, first + SLICE));
    for (const [id, title] of titlesOf(found)) titles.set(id, title);
    await setImmediate();
  }
  return titles;
}

/** Titles as plain text. */
export function titlesOf(papers: readonly PaperWithTally[]): ReadonlyMap<PaperId, string> {
  return new Map(papers.map(({ id, title }) => [id, texToText(title)]));
}

const deeds = {
  upvoted: "you upvoted",
  saved: "you saved",
  collected: "you collected",
  marked: "you wanted more like",
};

/** Why a paper is recommended, for people. */
export function reasonOf(
  { reason }: Recommended,
  stage: RecommendationList["stage"],
  titles: ReadonlyMap<PaperId, string>,
): PickReason {
  const { kind, paperId, deed = "upvoted", label, terms } = reason;
  const title = paperId && titles.get(paperId);
  const text = {
    liked: title ? `Because ${deeds[deed]} “${title}”` : "Like what you liked",
    interest: label ? `Because you follow ${label}` : "Near what you read",
    readers: "Liked by readers of what you like",
    exploration: label ? `Something else, near ${label}` : "Something else",
  }[kind];
  return {
    kind,
    text: stage === "none" ? "Trending among all readers" : text,
    terms,
    ...(paperId && { paperId }),
  };
}
