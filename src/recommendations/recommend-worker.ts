/** A thread that learns what readers like and chooses papers for them. */
import { parentPort, workerData } from "node:worker_threads";
import { AppError, openDatabase } from "#platform";
import { letOthersGoFirst, loadSpace } from "#search";
import { createRecommender } from "./recommender.ts";
import { refresh } from "./refresh.ts";
import type {
  Answer,
  RecommenderSettings,
  ThreadReply,
  ThreadRequest,
} from "./threads/messages.ts";

/** Pages are answered before digests are made. */
const NICENESS = 5;

letOthersGoFirst(NICENESS);
const { databaseSettings, timeZone } = workerData as RecommenderSettings;
const database = await openDatabase(databaseSettings, { isWorker: true });
let now = new Date();
const clock = { now: () => now };
const parts = { database, clock, timeZone, space: await loadSpace() };
const recommender = createRecommender(parts);

async function answer(request: ThreadRequest): Promise<Answer> {
  now = new Date(request.now);
  switch (request.kind) {
    case "recommend":
      return recommender.recommend(request.requests);
    case "learn":
      return recommender.learn(request.reader);
    case "refresh":
      return refresh(parts);
    case "close":
      return void (await database.close());
  }
}

const port = parentPort!;
// One after the other, so that the time stands still while one is answered.
let last = Promise.resolve();
port.on("message", (request: ThreadRequest) => {
  last = last.then(async () => {
    port.postMessage(await reply(request));
    if (request.kind === "close") port.close();
  });
});

async function reply(request: ThreadRequest): Promise<ThreadReply> {
  const { id } = request;
  try {
    return { id, answer: await answer(request) };
  } catch (error) {
    const isExpected = error instanceof AppError;
    const message = isExpected ? error.message : String((error as Error).stack ?? error);
    return { id, failure: { code: isExpected ? error.code : undefined, message } };
  }
}
