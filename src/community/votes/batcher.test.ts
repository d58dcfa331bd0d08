import assert from "node:assert/strict";
import { test } from "node:test";
import { createBatcher } from "./batcher.ts";

const fulfilled = <T>(value: T) => ({ status: "fulfilled", value }) as const;

test("whoever comes at once, or while a batch is under way, shares the next one", async () => {
  const sizes: number[] = [];
  const batcher = createBatcher<number, number>(async (items) => {
    sizes.push(items.length);
    await new Promise((resolve) => setImmediate(resolve));
    return items.map((item) => fulfilled(item * 2));
  }, 4);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => batcher.add(index)));
  assert.deepEqual(
    answers,
    Array.from({ length: 10 }, (_, index) => index * 2),
  );
  assert.deepEqual(sizes, [4, 4, 2]);
});

test("when a batch fails as a whole each is tried alone, and only the bad one fails", async () => {
  const batcher = createBatcher<string, string>(async (items) => {
    if (items.includes("bad")) throw new Error("no");
    return items.map(fulfilled);
  }, 100);
  const settled = await Promise.allSettled(
    ["first", "good", "bad", "fine"].map((item) => batcher.add(item)),
  );
  assert.deepEqual(
    settled.map(({ status }) => status),
    ["fulfilled", "fulfilled", "rejected", "fulfilled"],
  );
  assert.equal(await batcher.add("later"), "later");
});
