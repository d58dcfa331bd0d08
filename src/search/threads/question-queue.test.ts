import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AppError } from "#platform";
import { createQuestionQueue } from "./question-queue.ts";
import { type Thread, ThreadDied } from "./thread.ts";

const question = (query: string) => ({ kind: "find", request: { query } }) as const;

/** A thread whose answers come when the test says so. */
function aThread() {
  const asked: (PromiseWithResolvers<never> & { readonly query: string })[] = [];
  const thread = {
    underWay: 0,
    ask: ({ request }: ReturnType<typeof question>) => {
      const one = { ...Promise.withResolvers<never>(), query: request.query };
      asked.push(one);
      thread.underWay++;
      return one.promise.finally(() => thread.underWay--);
    },
  };
  return { asked, thread: thread as unknown as Thread };
}

const queriesOf = ({ asked }: ReturnType<typeof aThread>) => asked.map(({ query }) => query);
const answer = (text: string) => text as never;

describe("the queue of questions", () => {
  it("gives each to the least busy thread, two to each at most, and the rest in their order", async () => {
    const [one, two] = [aThread(), aThread()];
    const queue = createQuestionQueue(() => [one.thread, two.thread], 1000);
    const answers = ["a", "b", "c", "d", "e", "f"].map((query) => queue.ask(question(query)));
    assert.deepEqual(
      [queriesOf(one), queriesOf(two)],
      [
        ["a", "c"],
        ["b", "d"],
      ],
    );
    two.asked[0]!.resolve(answer("B"));
    assert.equal(await answers[1], "B");
    await new Promise(setImmediate);
    assert.deepEqual(
      [queriesOf(one), queriesOf(two)],
      [
        ["a", "c"],
        ["b", "d", "e"],
      ],
    );
    queue.close();
    await assert.rejects(answers[5]!, { code: "unavailable" });
  });

  it("asks another thread when one dies, but not for ever", async () => {
    const threads = [aThread(), aThread()] as const;
    const ready = threads.map(({ thread }) => thread);
    const queue = createQuestionQueue(() => ready.slice(0, 1), 1000);
    const deadly = queue.ask(question("deadly"));
    const harmless = queue.ask(question("harmless"));
    ready.shift();
    threads[0].asked[0]!.reject(new ThreadDied("at work", undefined));
    threads[0].asked[1]!.reject(new ThreadDied("waiting", undefined));
    await new Promise(setImmediate);
    assert.deepEqual(queriesOf(threads[1]), ["deadly", "harmless"]);
    threads[1].asked[0]!.reject(new ThreadDied("at work", undefined));
    await assert.rejects(deadly, (error) => error instanceof AppError && /log/.test(error.message));
    threads[1].asked[1]!.resolve(answer("fine"));
    assert.equal(await harmless, "fine");
  });

  it("gives up what took too long, what waited too long, and what comes when too many wait", async () => {
    const one = aThread();
    const queue = createQuestionQueue(() => [one.thread], 20);
    const slow = queue.ask(question("slow"));
    const next = queue.ask(question("next"));
    const waiting = queue.ask(question("waiting"));
    await assert.rejects(waiting, { code: "unavailable", message: /Too many searches/ });
    one.asked[0]!.reject(new ThreadDied("too slow", undefined));
    await assert.rejects(slow, { code: "unavailable", message: /takes too long/ });
    one.asked[1]!.resolve(answer("N"));
    assert.equal(await next, "N");
    const many = Array.from({ length: 1_003 }, () => queue.ask(question("more")));
    await assert.rejects(many.pop()!, { code: "unavailable" });
    queue.close();
    await Promise.allSettled(many.slice(2));
  });

  it("passes on what the engine says is wrong", async () => {
    const one = aThread();
    const queue = createQuestionQueue(() => [one.thread], 1000);
    const asked = queue.ask(question("x"));
    one.asked[0]!.reject(new AppError("invalid", "too long"));
    await assert.rejects(asked, { code: "invalid" });
  });
});
