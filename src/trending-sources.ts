import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Community } from "#community";
import type { TrendingSources } from "#editions";
import { type Papers, texToText } from "#papers";
import { type ContentModel, type ContentPrior, untried } from "#ranking";
import { loadSpace, type SemanticSpace } from "#search";

/** What content lets expect, as fitted to a public daily list of machine learning. */
export const shippedPriorPath = fileURLToPath(
  new URL("../models/trending-prior.json", import.meta.url),
);

/** What the site has learnt of its own votes; written once a day. */
export const ownPriorPath = (dataDir: string): string => join(dataDir, "trending-prior.json");

interface TrendingSourceParts {
  readonly papers: Papers;
  readonly dataDir: string;
  /** Asked for late: it is made after the editions. */
  community(): Community;
}

/** Joins votes, comments, readings and what is expected of content, for trending. */
export function createTrendingSources(parts: TrendingSourceParts): TrendingSources {
  const { papers, community } = parts;
  let space: Promise<SemanticSpace> | undefined;
  return {
    papers,
    votesSince: (instant) => community().votes.since(instant),
    commentersSince: (instant) => community().comments.commentersSince(instant),
    async embed(shown) {
      space ??= loadSpace();
      const { embedPaper } = await space;
      return shown.map(({ title, abstract }) =>
        embedPaper({ title: texToText(title), abstract: texToText(abstract) }),
      );
    },
    contentPrior: createPriorReader(parts),
  };
}

export async function loadContentModel(): Promise<ContentModel> {
  return JSON.parse(await readFile(shippedPriorPath, "utf8")) as ContentModel;
}

/** The site's own prior as soon as there is one, and whenever it is written anew. */
function createPriorReader({ dataDir }: TrendingSourceParts): () => Promise<ContentPrior> {
  const path = ownPriorPath(dataDir);
  let shipped: ContentPrior | undefined;
  let own: { readonly writtenMs: number; readonly prior: ContentPrior } | undefined;
  return async () => {
    const writtenMs = (await stat(path).catch(() => undefined))?.mtimeMs;
    if (writtenMs !== undefined && writtenMs !== own?.writtenMs) {
      own = { writtenMs, prior: JSON.parse(await readFile(path, "utf8")) as ContentPrior };
    }
    if (own) return own.prior;
    shipped ??= untried(await loadContentModel());
    return shipped;
  };
}
