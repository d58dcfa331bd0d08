import { parentPort, workerData } from "node:worker_threads";
import { createPapers } from "#papers";
import { openDatabase, systemClock } from "#platform";
import { createPaperEncoding } from "./indexing/encode-papers.ts";
import { fitBeside } from "./indexing/fit-beside.ts";
import { createFitter } from "./indexing/fitter.ts";
import { followChanges } from "./indexing/follow-changes.ts";
import { createIndexWriter } from "./indexing/index-writer.ts";
import { keepFitted } from "./indexing/keep-fitted.ts";
import { landmarkAt } from "./indexing/landmark.ts";
import { mergeBeside } from "./indexing/merge-beside.ts";
import { createMerger } from "./indexing/merger.ts";
import type {
  IndexState,
  NumberedRequest,
  RunResult,
  WorkerReply,
  WorkerRequest,
  WorkerSettings,
} from "./indexing/messages.ts";
import { createSharedSpace } from "./semantic/fitted/store.ts";
import { createSpaceOpener, embedsText } from "./semantic/space-data.ts";
import { saveIndex } from "./storage/save-index.ts";
import { seal, unseal } from "./threads/envelope.ts";
import { toFailure } from "./threads/failure.ts";
import { letOthersGoFirst } from "./threads/priority.ts";

/** Beside the searching threads: reads changed papers; builds, merges and saves segments. */
const settings = workerData as WorkerSettings;
const port = parentPort!;
letOthersGoFirst(5);
const database = await openDatabase(settings.databaseSettings, { isWorker: true });
const papers = createPapers({ database, clock: systemClock });
const openSpaces = createSpaceOpener();
const writer = createIndexWriter(unseal<IndexState>(settings.state), (update, summary) => {
  const envelopes = Array.from({ length: settings.copies }, () => seal(update));
  reply({ kind: "update", summary, envelopes });
});
let besides = 0;
const onBeside = (isBusy: boolean) => {
  besides += isBusy ? 1 : -1;
  reply({ kind: "merging", isMerging: besides > 0 });
};
const tell = (work: "fit" | "merge") => (error: unknown) =>
  reply({ kind: "trouble", work, failure: toFailure(error) });
const merger = createMerger({
  writer,
  mergeBeside,
  onMerging: onBeside,
  onFailure: tell("merge"),
});
const merged = () => merger.settled();
const encoding =
  settings.encoder && createPaperEncoding({ ...settings.encoder, papers, writer, merged });
// On SQLite no other process has the index.
const shared = settings.databaseSettings.databaseUrl ? createSharedSpace(database) : undefined;
const fitter = createFitter({
  writer,
  merged,
  fitBeside,
  onFitting: onBeside,
  onFailure: tell("fit"),
  ...(shared && { agree: shared.offer }),
});

port.on("message", ({ id, ...request }: NumberedRequest) => {
  answer(request).then(
    (done) => reply({ kind: "done", id, ...done }),
    (error: unknown) => reply({ kind: "failed", id, failure: toFailure(error) }),
  );
});

/** Those that make the vectors of new papers, or have them. */
async function openedSpaces() {
  const stored = await encoding?.storedSpace();
  const own = openSpaces([settings.shipped, ...writer.spaces]).filter(embedsText);
  return stored ? [...own, stored] : own;
}

function reply(message: WorkerReply): void {
  port.postMessage(message, message.kind === "update" ? [...message.envelopes] : []);
}

async function answer(request: WorkerRequest): Promise<RunResult> {
  if (request.kind === "encode") return (await encoding?.encodeAll()) ?? {};
  if (request.kind === "catchUp") {
    await followChanges({ papers, spaces: await openedSpaces(), writer });
    merger.mergeDue();
    await keepFitted({ writer, fitter, shared }).catch(tell("fit"));
    // What fails there is told; the papers are indexed all the same.
    if (settings.waitsForMerges) await Promise.allSettled([merger.settled(), fitter.settled()]);
    return {};
  }
  const written = new Map(request.written);
  const state = writer.state();
  const landmark = await landmarkAt(papers, state.seq);
  await saveIndex(
    settings.indexDir,
    { space: settings.shipped.identity, landmark, ...state },
    written,
  );
  return { written };
}
