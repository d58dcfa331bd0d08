import type { Database } from "#platform";
import type { LearnedInterest } from "../learning/index.ts";
import { renewLearned } from "../readers/learned-interests.ts";
import type { Interest, ReaderId } from "../recommendations.ts";
import { deleteInterests, saveInterests } from "./store.ts";

/**
 * Keeps what was learned under the ids it had; what is learned no more goes, unless the reader
 * has muted it.
 */
export async function saveLearned(
  database: Database,
  learning: {
    readonly reader: ReaderId;
    readonly learned: readonly LearnedInterest[];
    readonly kept: readonly Interest[];
    readonly at: string;
  },
): Promise<readonly Interest[]> {
  const { reader, learned, kept, at } = learning;
  const interests = renewLearned(learned, kept);
  if (JSON.stringify(interests) === JSON.stringify(kept)) return kept;
  const ids = new Set(interests.map(({ id }) => id));
  const over = kept.filter(({ id }) => !ids.has(id));
  const stale = over.filter(({ isMuted }) => !isMuted).map(({ id }) => id);
  await database.kysely.transaction().execute(async (transaction) => {
    if (stale.length > 0) await deleteInterests(database, transaction, reader, stale);
    await saveInterests(database, transaction, { reader, interests, at });
  });
  return [...interests, ...over.filter(({ isMuted }) => isMuted)];
}
