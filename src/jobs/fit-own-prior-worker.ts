/** The thread that learns from the votes of the site: it reads and embeds thousands of papers. */
import { readFile, rename, writeFile } from "node:fs/promises";
import { workerData } from "node:worker_threads";
import { createEditions } from "#editions";
import { createPapers, texToText } from "#papers";
import { openDatabase, systemClock } from "#platform";
import { type ContentModel, contentFeatures, fitOwn, type SettledPaper } from "#ranking";
import { loadSpace } from "#search";
import type { FitOwnPriorRequest, FittedPrior } from "./fit-own-prior.ts";
import { serveWorker } from "./serve-worker.ts";

/** Enough to learn from, in seconds. */
const MOST_PAPERS = 4_000;

await serveWorker<never, FittedPrior | undefined>(async () => {
  const request = workerData as FitOwnPriorRequest;
  const settled = await readSettled(request);
  const shipped = JSON.parse(await readFile(request.modelPath, "utf8")) as ContentModel;
  const own = fitOwn(settled, shipped);
  if (!own) return undefined;
  const draft = `${request.priorPath}.new`;
  await writeFile(draft, JSON.stringify(own.prior));
  await rename(draft, request.priorPath);
  return { papers: own.papers, skill: own.skill };
});

async function readSettled(request: FitOwnPriorRequest): Promise<SettledPaper[]> {
  const { databaseSettings, timeZone } = request;
  const clock = systemClock;
  const database = await openDatabase(databaseSettings, { isWorker: true });
  try {
    const papers = createPapers({ database, clock });
    const editions = createEditions({ database, clock, timeZone, freezeAfterHours: 0 });
    const votes = await editions.settledVotes(MOST_PAPERS);
    const byId = new Map(votes.map((one) => [one.paperId, one]));
    const found = await papers.findMany([...byId.keys()]);
    const space = await loadSpace();
    return found.map((paper) => {
      const { upvotes, week } = byId.get(paper.id)!;
      const text = { title: texToText(paper.title), abstract: texToText(paper.abstract) };
      const features = contentFeatures(paper, space.embedPaper(text));
      return { features, log: Math.log1p(upvotes), group: week };
    });
  } finally {
    await database.close();
  }
}
