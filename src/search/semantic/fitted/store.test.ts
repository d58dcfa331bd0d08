import assert from "node:assert/strict";
import { test } from "node:test";
import { describeOnEachDatabase } from "../../../../test/support/database.ts";
import { fitSpace } from "./fit-space.ts";
import { inventPapers, segmentOf } from "./invented-papers.ts";
import { createSharedSpace } from "./store.ts";

const fitted = (seed: number) => {
  const space = fitSpace([segmentOf("0", inventPapers(60 + 10 * seed))], { dimensions: 4 });
  assert.ok(space);
  return space;
};

describeOnEachDatabase("the space that processes share", (withDatabase) => {
  test("comes back as it was given, tables and all", () =>
    withDatabase(async (database) => {
      const shared = createSharedSpace(database);
      assert.equal(await shared.identity(), undefined);
      assert.equal(await shared.read(), undefined);
      const space = fitted(1);
      assert.equal((await shared.offer(space, undefined)).identity, space.identity);
      assert.equal(await shared.identity(), space.identity);
      const { packed, ...rest } = (await shared.read())!;
      const { packed: given, ...expected } = space;
      assert.deepEqual(rest, expected);
      assert.deepEqual(packed.places, given.places);
      assert.deepEqual(
        new Uint8Array(packed.buffer, 0, packed.size),
        new Uint8Array(given.buffer, 0, given.size),
      );
    }));

  test("is that of whoever was first, until it is outgrown", () =>
    withDatabase(async (database) => {
      const shared = createSharedSpace(database);
      const [one, other, later] = [fitted(1), fitted(2), fitted(3)];
      const agreed = await Promise.all([
        shared.offer(one, undefined),
        shared.offer(other, undefined),
      ]);
      assert.equal(agreed[0]?.identity, agreed[1]?.identity);
      const first = agreed[0]!.identity;
      assert.equal((await shared.offer(later, first)).identity, later.identity);
      assert.equal((await shared.offer(one, first)).identity, later.identity);
    }));

  test("is none where it is damaged, and the next one takes its place", () =>
    withDatabase(async (database) => {
      const shared = createSharedSpace(database);
      const [one, other] = [fitted(1), fitted(2)];
      await shared.offer(one, undefined);
      const content = Buffer.alloc(4);
      await database.kysely.updateTable("fitted_space").set({ content }).execute();
      assert.equal(await shared.read(), undefined);
      assert.equal((await shared.offer(other, undefined)).identity, other.identity);
    }));
});
