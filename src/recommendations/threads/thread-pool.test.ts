import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "#platform";
import type { Answer, Question } from "./messages.ts";
import type { Thread } from "./thread.ts";
import { createThreadPool } from "./thread-pool.ts";

/** Threads that answer when they are told to. */
function fakeThreads() {
  const asked: { question: Question; answer: (answer: Answer) => void }[] = [];
  let started = 0;
  const start = (onExit: () => void): Thread => {
    started += 1;
    let underWay = 0;
    return {
      get underWay() {
        return underWay;
      },
      ask(question) {
        underWay += 1;
        const promise = Promise.withResolvers<Answer>();
        asked.push({
          question,
          answer: (answer) => {
            underWay -= 1;
            promise.resolve(answer);
          },
        });
        return promise.promise;
      },
      async close() {
        onExit();
      },
      async stop() {
        onExit();
      },
    };
  };
  return { start, asked, started: () => started };
}

const learn = (reader: string): Question => ({ kind: "learn", reader: reader as never });
const tick = () => new Promise((resolve) => setImmediate(resolve));
const readersOf = (asked: readonly { question: Question }[]) =>
  asked.map(({ question }) => ("reader" in question ? question.reader : ""));

test("threads are started only when they are needed, and no more than are allowed", async () => {
  const fakes = fakeThreads();
  const pool = createThreadPool({ ...fakes, threads: 2, clock: systemClock });
  assert.equal(fakes.started(), 0);
  const all = [1, 2, 3, 4, 5, 6].map((at) => pool.ask(learn(`r${at}`), 50));
  assert.equal(fakes.started(), 2);
  assert.equal(fakes.asked.length, 4, "two questions for each thread, the rest waits");
  for (let at = 0; at < 6; at += 1) {
    fakes.asked[at]!.answer([]);
    await tick();
  }
  await Promise.all(all);
  await pool.close();
});

test("whoever opens a page goes before the many that wait", async () => {
  const fakes = fakeThreads();
  const pool = createThreadPool({ ...fakes, threads: 1, clock: systemClock });
  for (const name of ["a", "b", "c", "d"]) void pool.ask(learn(name), 50);
  void pool.ask(learn("page"), 1);
  fakes.asked[0]!.answer([]);
  await tick();
  assert.deepEqual(readersOf(fakes.asked), ["a", "b", "page"]);
});

test("what waits when the program stops is refused, and so is what comes after", async () => {
  const fakes = fakeThreads();
  const pool = createThreadPool({ ...fakes, threads: 1, clock: systemClock });
  const questions = ["a", "b", "c"].map((name) => pool.ask(learn(name), 1));
  const last = assert.rejects(questions[2]!, { code: "unavailable" });
  await pool.close();
  await last;
  await assert.rejects(pool.ask(learn("d"), 1), { code: "unavailable" });
});
