import { AppError, type Clock, type Database, type Executor } from "#platform";
import { ingest } from "./ingest/ingest.ts";
import { join, unjoin } from "./ingest/join.ts";
import { retract } from "./ingest/retract.ts";
import { setApart } from "./ingest/separate.ts";
import { touch } from "./ingest/touch.ts";
import type { Paper, PaperId, PaperWithTally, Tally } from "./paper.ts";
import type { ChangedPapers, Papers } from "./papers.ts";
import { resolve } from "./resolve.ts";
import { saidOrganizations } from "./said-organizations.ts";
import { createPaperStore, type PaperStore } from "./store.ts";

export interface PapersParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Ids asked for in one query. */
const PAGE_SIZE = 500;

/** Joins recognition, merging and the store. */
export function createPapers({ database, clock }: PapersParts): Papers {
  const store = createPaperStore(database);
  const findMany = (ids: readonly PaperId[]) => findInOrder(store, ids);
  const now = () => clock.now().toISOString();
  return {
    find: async (id) => (await findMany([id]))[0],
    findMany,
    resolve: (text) => resolve(store, text),
    count: () => store.countPapers(),
    lastChange: () => store.lastChange(),
    changesSince: (seq, limit) => store.changesSince(seq, limit),
    changedPapersSince: (seq, limit) => changedPapersSince(store, seq, limit),
    ingest: (records, seenOn) => ingest(store, records, { seenOn, now: now() }),
    separate: (paperId, source, sourceId, within) => {
      const record = { source, sourceId, paperId };
      return store.inTurn(
        (transaction) => setApart(transaction, record, { isApart: true, now: now() }),
        within,
      );
    },
    rejoin: (source, sourceId, within) =>
      store.inTurn(
        (transaction) =>
          setApart(transaction, { source, sourceId }, { isApart: false, now: now() }),
        within,
      ),
    retract: (source, sourceId) =>
      store.inTurn((transaction) => retract(transaction, { source, sourceId }, now())),
    organizationsOf: ({ id, organizations }) => saidOrganizations(store, id, organizations),
    recount: (transaction, counts) => store.recount(transaction, counts),
    touch: (ids) => store.inTurn((transaction) => touch(transaction, ids, now())),
    hide: (id, isHidden, within) => hide(store, { id, isHidden }, within),
    findHidden: (ids) => findInOrder(store, ids, true),
    join: (id, into, within) =>
      store.inTurn((transaction) => join(transaction, { id, into, now: now() }), within),
    unjoin: (mark, within) =>
      store.inTurn((transaction) => unjoin(transaction, mark, now()), within),
    addedAfter: async (ids, instant, until) =>
      ids.length > 0 ? store.addedAfter(ids, instant, until) : [],
    tallyReadings: (since, paperIds) => store.readingsSince(since, paperIds),
  };
}

async function hide(
  store: PaperStore,
  { id, isHidden }: { readonly id: PaperId; readonly isHidden: boolean },
  within: Executor | undefined,
): Promise<void> {
  const isKnown = await store.inTurn((transaction) => transaction.hide(id, isHidden), within);
  if (!isKnown) throw new AppError("not_found", `There is no paper ${id}`);
}

async function findInOrder(
  store: PaperStore,
  ids: readonly PaperId[],
  isHidden = false,
): Promise<PaperWithTally[]> {
  const found = new Map<PaperId, PaperWithTally>();
  for (let start = 0; start < ids.length; start += PAGE_SIZE) {
    const rows = await store.findPapers(ids.slice(start, start + PAGE_SIZE), isHidden);
    for (const { paperId, document, tally } of rows) found.set(paperId, toPaper(document, tally));
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

function toPaper(document: string, tally: Tally): PaperWithTally {
  return { ...(JSON.parse(document) as Paper), tally };
}

async function changedPapersSince(
  store: PaperStore,
  seq: number,
  limit: number,
): Promise<ChangedPapers> {
  const changes = await store.changesSince(seq, limit);
  const newest = new Map<PaperId, "put" | "remove">();
  for (const { paperId, kind } of changes) {
    // Set anew, so that the order is that of the newest change.
    newest.delete(paperId);
    newest.set(paperId, kind);
  }
  const papers = await findInOrder(store, [...newest.keys()]);
  const present = new Set(papers.map((paper) => paper.id));
  return {
    seq: changes.at(-1)?.seq ?? seq,
    papers,
    removed: [...newest.keys()].filter((id) => !present.has(id)),
  };
}
