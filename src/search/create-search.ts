import type { PaperReader } from "#papers";
import type { DatabaseSettings, Log } from "#platform";
import { createEngine } from "./engine/create-engine.ts";
import { openSegment, type Segment } from "./engine/segment.ts";
import { landmarkAt } from "./indexing/landmark.ts";
import type { IndexState, IndexUpdate } from "./indexing/messages.ts";
import { createSharedRuns, createTurns } from "./indexing/turns.ts";
import { createWorkerHandle } from "./indexing/worker-handle.ts";
import type { Search } from "./search.ts";
import { loadSpace } from "./semantic/load-space.ts";
import type { SemanticSpace } from "./semantic/space.ts";
import { type LoadedIndex, loadIndex } from "./storage/load-index.ts";

export interface SearchParts {
  readonly papers: Pick<PaperReader, "changesSince">;
  /** The worker opens a connection of its own. */
  readonly databaseSettings: DatabaseSettings;
  /** Folder of the saved index; made when first saved. */
  readonly indexDir: string;
  /** File of the semantic space; the one that ships, when absent. */
  readonly spacePath?: string;
  readonly log?: Pick<Log, "info" | "warn">;
}

/** Loads the saved index, if there is a sound one, and follows the change log from there. */
export async function createSearch(parts: SearchParts): Promise<Search> {
  const { indexDir, databaseSettings, spacePath } = parts;
  const space = await loadSpace(spacePath);
  const loaded = await loadSound(parts, space);
  let index: LiveIndex = loaded;
  let engine = createEngine(index.segments, [space]);
  const worker = createWorkerHandle({ databaseSettings, indexDir, spacePath }, (update) => {
    index = applyUpdate(index, update);
    engine = createEngine(index.segments, [space]);
  });
  const saved = new Map(loaded.checksums);
  const inTurn = createTurns();
  const follow = () => inTurn(() => worker.run({ kind: "catchUp", state: stateOf(index) }));
  const runs = createSharedRuns(follow);
  return {
    find: async (request) => engine.find(request),
    similar: async (paperId, limit) => engine.similar(paperId, limit),
    catchUp: runs.request,
    save: async () => {
      const done = await inTurn(() =>
        worker.run({ kind: "save", state: stateOf(index), written: saved }),
      );
      for (const [name, checksum] of done.written ?? []) saved.set(name, checksum);
    },
    status: () => ({ papers: engine.size, seq: index.seq, isCatchingUp: runs.isRunning() }),
    close: () => worker.close(),
  };
}

/** What searches work on; replaced as a whole, so that a search never sees half an update. */
interface LiveIndex {
  readonly seq: number;
  readonly segments: readonly Segment[];
}

const EMPTY: LoadedIndex = { seq: 0, landmark: "", segments: [], checksums: new Map() };

/** The saved index if it is of this database and undamaged; else an empty one, with the reason logged. */
async function loadSound(parts: SearchParts, space: SemanticSpace): Promise<LoadedIndex> {
  try {
    const loaded = await loadIndex(parts.indexDir, space.identity);
    if (!loaded) return EMPTY;
    if ((await landmarkAt(parts.papers, loaded.seq)) !== loaded.landmark) {
      throw new Error("it belongs to another database");
    }
    return loaded;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    parts.log?.warn({ reason }, `The saved search index is built anew: ${reason}`);
    return EMPTY;
  }
}

function applyUpdate(index: LiveIndex, update: IndexUpdate): LiveIndex {
  const byName = new Map(index.segments.map((segment) => [segment.name, segment]));
  for (const { segment, documents } of update.struck) {
    const deleted = byName.get(segment)?.deleted;
    for (const document of documents) if (deleted) deleted[document] = 1;
  }
  for (const name of update.dropped) byName.delete(name);
  return {
    seq: update.seq,
    segments: [...byName.values(), ...update.added.map(openSegment)],
  };
}

/** The part of the index that is posted to the worker. */
function stateOf({ seq, segments }: LiveIndex): IndexState {
  return {
    seq,
    segments: segments.map(({ name, totals, packed, vectors, deleted }) => {
      return { name, totals, packed, vectors, deleted };
    }),
  };
}
