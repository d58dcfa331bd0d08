import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import { loadSpace } from "#search";
import { openTestCommunity } from "../../test/support/community.ts";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { aRecord, day } from "../../test/support/papers.ts";
import { readFeatures } from "./features/store.ts";
import { readFeedback, saveFeedback } from "./feedback/store.ts";
import { createLibrary } from "./library.ts";
import { LEAST_READERS } from "./neighbours/learn-common.ts";
import { createNeighbourSource, suitOf } from "./neighbours/neighbour-source.ts";
import { readNeighbours } from "./neighbours/store.ts";
import { readerOfSubscriber } from "./reader-id.ts";
import { refresh } from "./refresh.ts";

const space = await loadSpace();

describeOnEachDatabase("what is done at night", (withDatabase) => {
  type Use = Parameters<typeof withDatabase>[0];
  const withSite = (use: (site: Awaited<ReturnType<typeof openSite>>) => Promise<void>) =>
    withDatabase(async (...given) => use(await openSite(...given)));

  async function openSite(...[database, settings]: Parameters<Use>) {
    const site = openTestCommunity({ database, settings });
    const parts = { database, clock: site.clock, timeZone: "UTC", space };
    return { ...site, parts };
  }

  test("what was made of a paper goes when the paper changes, and is made anew", () =>
    withSite(async ({ parts, papers, database }) => {
      const write = (abstract: string) =>
        papers.ingest([aRecord({ arxivId: "2611.00001", abstract })], day("2026-11-20"));
      await papers.ingest([aRecord(), aRecord(), aRecord()], day("2026-11-20"));
      await write("Gears turn wheels slowly.");
      const id = "2611.00001" as PaperId;
      const { source, identity } = await createLibrary(parts).shelf();
      const before = (await source.of([id])).get(id);
      await write("Robots walk over rough terrain with four legs.");
      await refresh(parts);
      assert.equal((await readFeatures(database, identity, [id])).size, 0);
      source.drop([id]);
      const after = (await source.of([id])).get(id);
      assert.notDeepEqual(after!.features.dense, before!.features.dense);
    }));

  test("what was said of a paper moves to the page it turns out to be, once", () =>
    withSite(async ({ parts, papers, addPapers, database }) => {
      const [one, two] = await addPapers("2611.00001", "2611.00002");
      await refresh(parts);
      const [ada, grace] = [readerOfSubscriber("ada"), readerOfSubscriber("grace")];
      const at = "2026-11-20T00:00:00.000Z";
      const save = (reader: typeof ada, paperId: PaperId, mark: "more" | "less") =>
        saveFeedback(database, database.kysely, reader, [{ paperId, mark, at }]);
      await save(ada, one!, "more");
      await save(grace, one!, "more");
      await save(grace, two!, "less");
      const { id } = await papers.join(one!, two!);
      await refresh(parts);
      const marked = await readFeedback(database, [ada, grace]);
      assert.deepEqual(
        [marked.get(ada), marked.get(grace)],
        [[{ paperId: id, mark: "more", at }], [{ paperId: id, mark: "less", at }]],
      );
    }));

  test("what readers have in common is learned from five hundred on, and brings their papers near", () =>
    withSite(async ({ parts, addPapers, database }) => {
      const ids = await addPapers(...Array.from({ length: 12 }, (_, at) => `2611.000${at + 10}`));
      const halves = [ids.slice(0, 6), ids.slice(6)];
      const add = (readers: number, first = 0) =>
        database.insertMany(database.kysely, {
          into: "vote",
          rows: Array.from({ length: readers }, (_, at) =>
            halves[at % 2]!.map((paper_id) => ({
              paper_id,
              account_id: `reader-${first + at}`,
              at: "2026-11-20T00:00:00.000Z",
              weight: 1,
              network: "",
              is_burst: 0,
            })),
          ).flat(),
        });
      await add(LEAST_READERS - 1);
      assert.equal((await refresh(parts)).readers, 0);
      await add(1, LEAST_READERS);
      assert.equal((await refresh(parts)).readers, LEAST_READERS);
      const near = (await readNeighbours(database, [ids[0]!])).get(ids[0]!)!;
      assert.deepEqual(near.map(([id]) => id).sort(), halves[0]!.slice(1).sort());
      const source = createNeighbourSource(database);
      const rowOf = new Map(ids.map((id, row) => [id, row]));
      const suit = suitOf([ids[0]!], await source.of([ids[0]!]), {
        rowOf,
        paperIds: ids,
      } as never);
      assert.ok(suit![1]! > 0.9 && suit![7] === 0);
    }));
});
