import type { PaperReader } from "#papers";
import type { DatabaseSettings, Log } from "#platform";
import { landmarkAt } from "./indexing/landmark.ts";
import type { IndexSummary } from "./indexing/messages.ts";
import { createSharedRuns, createTurns } from "./indexing/turns.ts";
import { createWorkerHandle, type Trouble, type WorkerHandle } from "./indexing/worker-handle.ts";
import type { Search, SearchAnswer, SimilarHit } from "./search.ts";
import {
  createEncoderDesk,
  type EncoderDesk,
  type EncoderPlace,
} from "./semantic/encoders/encoder-desk.ts";
import type { SharedSpace } from "./semantic/fitted/store.ts";
import { shareSpace } from "./semantic/space-data.ts";
import { fromFailure, toFailure } from "./threads/failure.ts";
import { createLocalThread } from "./threads/local-thread.ts";
import type { SavedSummary } from "./threads/messages.ts";
import type { SearchThreads } from "./threads/search-threads.ts";
import { ThreadDied } from "./threads/thread.ts";
import { createThreadPool, type PoolParts } from "./threads/thread-pool.ts";

export interface SearchParts {
  readonly papers: Pick<PaperReader, "changesSince" | "lastChange">;
  /** Of the space that processes beside the database share; absent where there is one process. */
  readonly sharedSpace?: Pick<SharedSpace, "identity"> | undefined;
  /** The worker opens a connection of its own. */
  readonly databaseSettings: DatabaseSettings;
  /** Folder of the saved index; made when first saved. */
  readonly indexDir: string;
  /** File of the semantic space; the one that ships, when absent. */
  readonly spacePath?: string;
  /** Threads that search; 0, the default: the calling thread does. */
  readonly searchers?: number;
  /** The optional encoder; absent: none. */
  readonly encoder?: EncoderPlace | undefined;
  readonly log?: Pick<Log, "info" | "warn">;
}

/** Loads the saved index, if there is a sound one, and follows the change log from there. */
export async function createSearch(parts: SearchParts): Promise<Search> {
  const { indexDir, databaseSettings, searchers = 0, log } = parts;
  const shipped = await shareSpace(parts.spacePath);
  const desk = await createEncoderDesk(parts.encoder, log);
  let summary: IndexSummary = { seq: 0, papers: 0 };
  let onDisk: ReadonlyMap<string, number> = new Map();
  const vet = async (read: () => Promise<SavedSummary | undefined>): Promise<boolean> => {
    // A worker that runs builds upon an index that no thread has any more.
    await worker.stop();
    const saved = await readSound(parts, read);
    summary = saved ?? { seq: 0, papers: 0 };
    onDisk = saved?.checksums ?? new Map();
    return saved !== undefined;
  };
  const worker = createWorkerHandle({
    settings: {
      databaseSettings,
      indexDir,
      shipped,
      copies: Math.max(1, searchers),
      waitsForMerges: searchers === 0,
      ...(desk.task && { encoder: desk.task }),
    },
    state: () => threads.lend(),
    onTrouble: announceTrouble(log),
    onUpdate: (next, envelopes) => {
      announceFit(log, summary, next);
      summary = next;
      threads.update(envelopes);
    },
  });
  const threads = await startThreads({ settings: { shipped, indexDir }, vet, searchers }, log);
  const inTurn = createTurns();
  const runs = createSharedRuns(() => worker.run({ kind: "catchUp" }));
  return {
    ...questionsTo(threads, desk),
    ...(desk.task && encodingBy(worker, desk)),
    isBehind: () => isBehind(parts, summary),
    catchUp: runs.request,
    save: () =>
      inTurn(async () => {
        onDisk = (await worker.run({ kind: "save", written: onDisk })).written ?? onDisk;
      }),
    status: () => ({ ...statusOf(summary), isCatchingUp: runs.isRunning() }),
    close: async () => {
      await Promise.all([worker.stop(), threads.close(), desk.close()]);
    },
  };
}

function statusOf({ papers, seq, fitted }: IndexSummary): IndexSummary {
  return { papers, seq, ...(fitted && { fitted }) };
}

async function isBehind(
  { papers, sharedSpace }: SearchParts,
  { seq, fitted }: IndexSummary,
): Promise<boolean> {
  if ((await papers.lastChange()) > seq) return true;
  const shared = await sharedSpace?.identity();
  return shared !== undefined && shared !== fitted?.identity;
}

function startThreads(
  parts: Omit<PoolParts, "onDeath">,
  log: SearchParts["log"],
): Promise<SearchThreads> {
  if (parts.searchers === 0) return createLocalThread(parts);
  const onDeath = (error: unknown) => log?.warn({ err: error }, "A search thread is replaced");
  return createThreadPool({ ...parts, onDeath });
}

function announceFit(log: SearchParts["log"], before: IndexSummary, { fitted }: IndexSummary) {
  if (fitted && fitted.identity !== before.fitted?.identity) {
    log?.info(fitted, "A semantic space is fitted to the papers");
  }
}

const troubles: Readonly<Record<Trouble["work"], string>> = {
  fit: "No semantic space could be fitted to the papers; search goes on without a new one",
  merge: "Segments of the search index could not be merged; they are searched as they are",
  worker: "The index worker has died; another is started when there is work",
};

const announceTrouble =
  (log: SearchParts["log"]) =>
  ({ work, failure }: Trouble): void =>
    log?.warn({ reason: failure.message }, `${troubles[work]}: ${failure.message}`);

function questionsTo(threads: SearchThreads, desk: EncoderDesk): Pick<Search, "find" | "similar"> {
  return {
    find: (request) =>
      desk.find(request, async (given) => {
        return (await threads.ask({ kind: "find", request, ...given })) as SearchAnswer;
      }),
    similar: async (paperId, limit) => {
      const question = { kind: "similar", paperId, limit, ...desk.given() } as const;
      return (await threads.ask(question)) as readonly SimilarHit[];
    },
  };
}

function encodingBy(worker: WorkerHandle, desk: EncoderDesk): Pick<Search, "encode"> {
  const encode = async () => {
    const { encoded, failure } = await worker.run({ kind: "encode" });
    if (!encoded) throw fromFailure(failure ?? toFailure("nothing was encoded"));
    return encoded;
  };
  return { encode: (onProgress = () => {}) => desk.watch(encode, onProgress) };
}

/** The saved index if it is of this database and undamaged; else none, with the reason logged. */
async function readSound(
  { papers, log }: SearchParts,
  read: () => Promise<SavedSummary | undefined>,
): Promise<SavedSummary | undefined> {
  try {
    const saved = await read();
    if (saved && (await landmarkAt(papers, saved.seq)) !== saved.landmark) {
      throw new Error("it belongs to another database");
    }
    for (const reason of saved?.problems ?? []) {
      log?.warn({ reason }, `The search index fits a space to its papers anew: ${reason}`);
    }
    return saved;
  } catch (error) {
    if (error instanceof ThreadDied) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    log?.warn({ reason }, `The saved search index is built anew: ${reason}`);
    return undefined;
  }
}
