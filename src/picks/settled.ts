import type { PicksParts } from "./picks-parts.ts";

type Parts = Pick<PicksParts, "papers" | "editions" | "search">;

/** Where the change log stood at an instant. */
interface Mark {
  readonly seq: number;
  readonly at: Date;
}

/** A paper is written this long after the instant noted of it, at most. */
const WRITING_MS = 10_000;

/**
 * Says until when whatever came in can be picked. The log grows all the time where people vote:
 * what counts is that editions and index have passed where it stood a while ago.
 */
export function createSettled({ papers, editions, search }: Parts) {
  let waiting: Mark | undefined;
  let settled: Date | undefined;
  return async (now: Date): Promise<Date | undefined> => {
    const mark = { seq: await papers.lastChange(), at: new Date(now.getTime() - WRITING_MS) };
    const reached = Math.min(await editions.followedUntil(), search.status().seq);
    const passed = [mark, waiting].find((one) => one !== undefined && one.seq <= reached);
    if (passed) settled = passed.at;
    if (passed || !waiting) waiting = mark;
    return settled;
  };
}
