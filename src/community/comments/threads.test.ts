import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Comment, Thread } from "./comments.ts";
import { approval, MAX_SHOWN_DEPTH, threadsOf } from "./threads.ts";

const counted = (up: number, question = 0) => ({
  reactions: [
    { kind: "up", count: up },
    { kind: "question", count: question },
  ] as const,
});

test("approval is Wilson's lower bound: more of the same share is more certain", () => {
  assert.equal(approval(counted(0)), 0);
  assert.ok(Math.abs(approval(counted(1)) - 0.2065) < 0.0005);
  assert.ok(Math.abs(approval(counted(8, 2)) - 0.4902) < 0.0005);
  assert.ok(approval(counted(10)) > approval(counted(1)));
  assert.ok(approval(counted(10, 10)) < approval(counted(10)));
  assert.ok(approval(counted(100, 10)) > approval(counted(3)));
});

/** Comments in the order of time; each answers an earlier one or none. */
const talk = fc
  .array(
    fc.record({
      above: fc.option(fc.nat(), { nil: undefined }),
      isShown: fc.boolean(),
      up: fc.nat(5),
    }),
    { maxLength: 40 },
  )
  .map((drawn) =>
    drawn.map(({ above, isShown, up }, index) => {
      const parent = above === undefined || index === 0 ? undefined : `c${above % index}`;
      const when = new Date(Date.UTC(2026, 10, 20, 0, index)).toISOString();
      return {
        id: `c${index}`,
        ...(parent !== undefined && { parentId: parent }),
        state: isShown ? "shown" : "deleted",
        createdAt: when,
        ...counted(up),
      } as unknown as Comment;
    }),
  );

test("every comment that is shown stands in the threads once, no deeper than can be shown", () => {
  fc.assert(
    fc.property(talk, fc.constantFrom("best", "new"), fc.boolean(), (said, sort, isTurned) => {
      const comments = isTurned ? said.toReversed() : said;
      const seen: string[] = [];
      const visit = (threads: readonly Thread[], depth: number): void => {
        for (const { id, state, answers } of threads) {
          assert.ok(depth <= MAX_SHOWN_DEPTH);
          if (state === "shown") seen.push(id);
          else assert.ok(answers.length > 0, "a stone without an answer");
          visit(answers, depth + 1);
        }
      };
      const threads = threadsOf(comments, sort as "best" | "new");
      visit(threads, 1);
      const shown = comments.filter(({ state }) => state === "shown").map(({ id }) => id);
      assert.deepEqual(seen.toSorted(), shown.toSorted());
      if (isTurned) return;
      const order = threads.map((thread) => (sort === "best" ? -approval(thread) : -at(thread)));
      assert.deepEqual(
        order,
        order.toSorted((a, b) => a - b),
      );
    }),
  );
});

function at({ createdAt }: Comment): number {
  return Date.parse(createdAt);
}
