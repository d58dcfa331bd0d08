import { setTimeout } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import type { Search } from "../../src/search/index.ts";
import { markerOf, type WriterMessage } from "./writer-messages.ts";

const PAUSE_MS = 20;
const POLL_MS = 10;

/** Times of searches asked one after the other, with a pause, milliseconds. */
export async function searchFor(
  search: Search,
  queries: readonly string[],
  seconds: number,
): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  for (let at = 0; performance.now() < until; at++) {
    const started = performance.now();
    await search.find({ query: queries[at % queries.length]!, facets: true });
    times.push(performance.now() - started);
    await setTimeout(PAUSE_MS);
  }
  return times;
}

/** For each batch that the writer commits, the time until a search finds it, milliseconds. */
export async function followMarkers(search: Search, writer: Worker): Promise<number[]> {
  const waiting: { readonly batch: number; readonly atMs: number }[] = [];
  const delays: number[] = [];
  let isDone = false;
  writer.on("message", (message: WriterMessage) => {
    if (message.kind === "committed") waiting.push(message);
    if (message.kind === "arrived") isDone = true;
  });
  writer.once("error", () => (isDone = true));
  while (!isDone || waiting.length > 0) {
    const next = waiting[0];
    const query = next && `"${markerOf(next.batch)}"`;
    const isFound = query && (await search.find({ query, mode: "words", limit: 1 })).total > 0;
    if (next && isFound) {
      delays.push(performance.timeOrigin + performance.now() - next.atMs);
      waiting.shift();
    } else await setTimeout(POLL_MS);
  }
  return delays;
}
