import { setImmediate } from "node:timers/promises";
import type { PaperId } from "#papers";
import type { CommunityParts } from "../community-parts.ts";
import { recountPapers } from "../tallies/store.ts";
import { findCursor, movePaper, saveCursor } from "./store.ts";

const CURSOR = "merges";
const CHANGES_PER_STEP = 2_000;

/** Moves what belongs to papers that turned out to be another one; see `Community.follow`. */
export async function followMerges(parts: CommunityParts): Promise<number> {
  let followed = 0;
  for (;;) {
    const step = await followStep(parts);
    if (step === 0) return followed;
    followed += step;
    await setImmediate();
  }
}

async function followStep(parts: CommunityParts): Promise<number> {
  const { database, papers } = parts;
  const from = await findCursor(database.kysely, CURSOR);
  const changes = await papers.changesSince(from, CHANGES_PER_STEP);
  const last = changes.at(-1);
  if (!last) return 0;
  const gone = [
    ...new Set(changes.filter(({ kind }) => kind === "remove").map(({ paperId }) => paperId)),
  ];
  const save = () => saveCursor(database, database.kysely, { name: CURSOR, seq: last.seq });
  if (gone.length === 0) {
    await save();
    return changes.length;
  }
  await database.kysely.transaction().execute(async (transaction) => {
    // While it lasts no paper changes and no vote is cast.
    await database.takeTurn(transaction, "papers");
    // Another process may have been quicker.
    if ((await findCursor(transaction, CURSOR)) !== from) return;
    const homes = new Set<PaperId>();
    for (const id of gone) {
      const to = await homeOf(parts, id);
      if (to === undefined) continue;
      await movePaper(transaction, { from: id, to });
      homes.add(to);
    }
    if (homes.size > 0) await recountPapers(database, transaction, papers, [...homes]);
    await saveCursor(database, transaction, { name: CURSOR, seq: last.seq });
  });
  return changes.length;
}

/** The page that a paper which is gone turned out to be; none where it is only out of sight. */
async function homeOf({ papers }: CommunityParts, id: PaperId): Promise<PaperId | undefined> {
  const to = await papers.resolve(id);
  return to === id ? undefined : to;
}
