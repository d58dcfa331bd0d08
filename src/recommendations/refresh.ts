import { createSignals } from "#community";
import { createPapers, type PaperId, type Papers } from "#papers";
import type { Database } from "#platform";
import { deleteFeatures, findVocabularyNote, saveSeq } from "./features/store.ts";
import { moveFeedback } from "./feedback/store.ts";
import { type LibraryParts, renewVocabulary } from "./library.ts";
import { learnCommon } from "./neighbours/learn-common.ts";
import type { RefreshReport } from "./threads/messages.ts";

/** A site that has grown by this part has its words counted anew. */
const GROWTH = 1.1;
const CHANGES_PER_STEP = 2_000;

/** What is done at night; see `Recommendations.refresh`. Safe to repeat and to be killed. */
export async function refresh(parts: LibraryParts): Promise<RefreshReport> {
  const { database, clock } = parts;
  const papers = createPapers({ database, clock });
  const note = await findVocabularyNote(database);
  if (note) await followChanges(database, papers, note.seq);
  const count = await papers.count();
  if (count > 0 && (!note || count >= note.papers * GROWTH)) await renewVocabulary(parts, papers);
  const readers = await learnCommon({ database, signals: createSignals(database) });
  return { papers: count, readers };
}

/** Lets go of what was made of papers that have changed since, and moves what was said of them. */
async function followChanges(database: Database, papers: Papers, from: number): Promise<void> {
  for (let seq = from; ; ) {
    const changes = await papers.changesSince(seq, CHANGES_PER_STEP);
    const last = changes.at(-1);
    if (!last) return;
    const ids = [...new Set(changes.map(({ paperId }) => paperId))];
    await deleteFeatures(database, ids);
    const gone = changes.filter(({ kind }) => kind === "remove").map(({ paperId }) => paperId);
    for (const id of new Set(gone)) await followOne(database, papers, id);
    seq = last.seq;
    await saveSeq(database, seq);
  }
}

/** A paper that is only out of sight keeps what was said of it. */
async function followOne(database: Database, papers: Papers, from: PaperId): Promise<void> {
  const to = await papers.resolve(from);
  if (to === undefined || to === from) return;
  await database.kysely
    .transaction()
    .execute((transaction) => moveFeedback(transaction, { from, to }));
}
