import assert from "node:assert/strict";
import { test } from "node:test";
import { createEditions } from "#editions";
import { openTestCommunity } from "../../test/support/community.ts";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { day, generateRecords } from "../../test/support/papers.ts";
import { createRecommendations } from "./create-recommendations.ts";
import { readerOfAccount, readerOfSubscriber } from "./reader-id.ts";
import type { ReaderId } from "./recommendations.ts";

const timeZone = "UTC";
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const search = { find: async () => ({ hits: [] }) as never };

describeOnEachDatabase("recommendations in threads", (withDatabase) => {
  type Use = Parameters<typeof withDatabase>[0];
  const withSite = (use: (site: Awaited<ReturnType<typeof openSite>>) => Promise<void>) =>
    withDatabase(async (...given) => {
      const site = await openSite(...given);
      try {
        await use(site);
      } finally {
        await site.recommendations.close();
      }
    });

  async function openSite(...[database, databaseSettings]: Parameters<Use>) {
    const site = openTestCommunity({ database, settings: databaseSettings });
    const { clock, papers } = site;
    const editions = createEditions({ database, clock, timeZone, freezeAfterHours: 12 });
    const { changed } = await papers.ingest(generateRecords(90, 7), day("2026-09-01"));
    await editions.follow(papers);
    const base = { database, databaseSettings, papers, search, clock, log: quiet, timeZone };
    const recommendations = createRecommendations({ ...base, threads: 2 });
    const window = { from: day("2026-09-01"), until: day("2026-09-03"), limit: 7 };
    return { ...site, recommendations, window, changed };
  }

  test("every reader gets their own list, in the order asked, whichever thread made it", () =>
    withSite(async ({ recommendations, window, changed, actor, community }) => {
      const readers: ReaderId[] = [];
      for (let at = 0; at < 6; at += 1) {
        const one = await actor(`reader-${at}`);
        for (let like = 0; like < 6; like += 1) {
          await community.votes.cast(one, changed[(at * 13 + like) % changed.length]!);
        }
        readers.push(readerOfAccount(one.account.id));
      }
      // More than one thread takes at a time.
      const many = Array.from({ length: 120 }, (_, at) => readers[at % readers.length]!);
      const lists = await recommendations.recommend(
        many.map((reader) => ({ reader, ...window, without: new Set([changed[80]!]) })),
      );
      assert.equal(lists.length, many.length);
      lists.forEach((list, at) => {
        const picks = list.picks.map(({ paperId }) => paperId);
        const first = lists[at % readers.length]!.picks.map(({ paperId }) => paperId);
        assert.deepEqual(picks, first);
        assert.equal(new Set(picks).size, 7);
        assert.ok(!picks.includes(changed[80]!));
      });
      const tops = new Set(lists.slice(0, 6).map(({ picks }) => picks[0]!.paperId));
      assert.ok(tops.size > 1, "readers of different papers get different lists");
    }));

  test("what a subscriber says moves the list, and is taken back", () =>
    withSite(async ({ recommendations, window }) => {
      const reader = readerOfSubscriber("ada");
      const ask = async () => {
        const [list] = await recommendations.recommend([{ reader, ...window, limit: 90 }]);
        return list!.picks.map(({ paperId }) => paperId);
      };
      const before = await ask();
      await recommendations.mark(reader, before[0]!, "less");
      assert.ok(!(await ask()).includes(before[0]!));
      await recommendations.mark(reader, before[0]!, null);
      assert.ok((await ask()).includes(before[0]!));
    }));

  test("papers that come in are chosen from at once", () =>
    withSite(async ({ recommendations, window, papers, database, clock }) => {
      const reader = readerOfSubscriber("ada");
      const [before] = await recommendations.recommend([{ reader, ...window }]);
      const fresh = generateRecords(20, 99).map((record, at) => ({
        ...record,
        source: "arxiv",
        sourceId: `2612.${10_000 + at}`,
        arxivId: `2612.${10_000 + at}`,
        doi: undefined,
      }));
      const records = fresh.map(({ doi: _, ...record }) => record);
      await papers.ingest(records as never, day("2026-09-01"));
      await createEditions({ database, clock, timeZone, freezeAfterHours: 12 }).follow(papers);
      const [after] = await recommendations.recommend([{ reader, ...window }]);
      assert.ok(after!.total > before!.total);
    }));

  test("the work of the night is done beside, can be stopped, and nobody is answered after the end", () =>
    withSite(async ({ recommendations, window, database }) => {
      await recommendations.refresh();
      const rows = await database.kysely.selectFrom("reading_vocabulary").selectAll().execute();
      assert.equal(Number(rows[0]!.papers), 90);
      const aborted = AbortSignal.abort();
      await assert.rejects(recommendations.refresh(aborted), { name: "AbortError" });
      await recommendations.close();
      const reader = readerOfSubscriber("ada");
      await assert.rejects(recommendations.recommend([{ reader, ...window }]), {
        code: "unavailable",
      });
    }));
});
