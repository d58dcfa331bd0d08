import assert from "node:assert/strict";
import { test } from "node:test";
import type { SubjectKind } from "#picks";
import type { ReaderId } from "#recommendations";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { day, paperId } from "../../test/support/papers.ts";
import { idsOf, withPicksOn } from "../../test/support/picks.ts";

describeOnEachDatabase("picks", (withDatabase) => {
  const withPicks = withPicksOn(withDatabase);

  test("a subject has its papers of the days asked for, each with the reason", () =>
    withPicks(async (site) => {
      site.clock.advance(-24 * 3_600_000);
      await site.bring("2026-11-19", { arxivId: "2611.00001", categories: ["cs.CL"] });
      site.clock.advance(24 * 3_600_000);
      await site.bring(
        "2026-11-20",
        {
          arxivId: "2611.00002",
          title: "Tidal pools",
          authors: [{ name: "Jane Doe", affiliations: ["University of Tides"] }],
          categories: ["cs.CL"],
          tallies: { upvotes: 2 },
        },
        { arxivId: "2611.00003", title: "Gears", categories: ["cs.LG"], tallies: { upvotes: 5 } },
        { arxivId: "2611.00004", title: "Cells", categories: ["q-bio.CB"] },
      );
      const reasons = async (kind: Parameters<typeof site.pick>[0], target?: string) =>
        (await site.pick(kind, target)).picks.map(({ paperId, reason }) => [paperId, reason.text]);
      assert.deepEqual(await reasons("category", "cs.CL"), [["2611.00002", "In cs.CL"]]);
      assert.deepEqual(await reasons("field", "cs"), [
        ["2611.00003", "In cs.LG, which is in cs"],
        ["2611.00002", "In cs.CL, which is in cs"],
      ]);
      assert.deepEqual(await reasons("author", "jane-doe"), [["2611.00002", "By Jane Doe"]]);
      assert.deepEqual(await reasons("org", "university-of-tides"), [
        ["2611.00002", "From University of Tides"],
      ]);
      assert.deepEqual(await reasons("edition"), [
        ["2611.00003", "Place 1 among the 3 papers of the day"],
        ["2611.00002", "Place 2 among the 3 papers of the day"],
        ["2611.00004", "Place 3 among the 3 papers of the day"],
      ]);
      assert.deepEqual(await reasons("search", "q=tidal+pools"), [
        ["2611.00002", "Found by your search for “tidal pools”"],
      ]);
      assert.deepEqual((await reasons("topic", "Tidal pools"))[0], [
        "2611.00002",
        "About Tidal pools",
      ]);
      const [about] = (await site.pick("topic", "Tidal pools")).picks;
      assert.deepEqual(about!.reason.terms, [], "the words of the topic say nothing more");
      const both = await site.pick("category", "cs.CL", { from: day("2026-11-19") });
      assert.deepEqual(idsOf(both), ["2611.00002", "2611.00001"]);
    }));

  test("a search finds what holds all its words and filters, not what has some of them", () =>
    withPicks(async (site) => {
      await site.bring(
        "2026-11-20",
        { arxivId: "2611.00001", title: "Protein folding", categories: ["q-bio.BM"] },
        { arxivId: "2611.00002", title: "Protein folding", categories: ["cs.LG"] },
        { arxivId: "2611.00003", title: "Folding chairs", categories: ["cs.LG"] },
      );
      const found = async (query: string) => idsOf(await site.pick("search", query)).sort();
      assert.deepEqual(await found("q=protein+folding"), ["2611.00001", "2611.00002"]);
      assert.deepEqual(await found("q=protein+folding&category=cs.LG"), ["2611.00002"]);
      assert.deepEqual(await found("category=cs"), ["2611.00002", "2611.00003"]);
      assert.deepEqual(await found("q=protein+chairs"), []);
    }));

  test("what a reader has had, hides or filters out is left out, and the rest moves up", () =>
    withPicks(async (site) => {
      const { community } = site;
      await site.bring(
        "2026-11-20",
        { arxivId: "2611.00001", tallies: { upvotes: 4 } },
        {
          arxivId: "2611.00002",
          tallies: { upvotes: 3 },
          links: [{ kind: "code", url: "https://github.com/example/gears" }],
        },
        {
          arxivId: "2611.00003",
          title: "The cat sat",
          abstract: "On a mat.",
          tallies: { upvotes: 2 },
        },
        { arxivId: "2611.00004", tallies: { upvotes: 1 } },
      );
      const ada = await site.actor("ada");
      await community.shelves.put(ada, paperId("2611.00001"), "hidden");
      const reader = ada.account.id as string as ReaderId;
      const own = await site.pick("edition", "", { reader, limit: 2 });
      assert.deepEqual([idsOf(own), own.total], [["2611.00002", "2611.00003"], 3]);
      const without = new Set([paperId("2611.00002")]);
      const rest = await site.pick("edition", "", { reader, without });
      assert.deepEqual(idsOf(rest), ["2611.00003", "2611.00004"]);
      const ids = async (filter: object) => idsOf(await site.pick("edition", "", { filter }));
      assert.deepEqual(await ids({ minUpvotes: 3 }), ["2611.00001", "2611.00002"]);
      assert.deepEqual(await ids({ has: ["code"] }), ["2611.00002"]);
      assert.deepEqual(await ids({ withoutWords: ["gears"] }), ["2611.00003"]);
      assert.deepEqual(await ids({ withoutWords: ["CAT"], minUpvotes: 2 }), [
        "2611.00001",
        "2611.00002",
      ]);
      assert.deepEqual(await ids({ categories: ["cs"] }), []);
      assert.equal((await ids({ categories: ["physics"] })).length, 4);
    }));

  test("at once tells of what came in after an instant, not of what was here", () =>
    withPicks(async (site) => {
      await site.bring("2026-11-20", { arxivId: "2611.00001" });
      const since = site.clock.now().toISOString();
      site.clock.advance(60_000);
      await site.bring("2026-11-20", { arxivId: "2611.00002" });
      // A change of one that was here is no news.
      await site.bring("2026-11-20", { arxivId: "2611.00001", title: "Another title" });
      const list = await site.pick("field", "physics", { since });
      assert.deepEqual([idsOf(list), list.total], [["2611.00002"], 1]);
      assert.deepEqual(idsOf(await site.pick("field", "physics")).length, 2);
    }));

  test("what comes in late is brought all the same, once, and is in no edition of another day", () =>
    withPicks(async (site) => {
      await site.bring("2026-11-17", { arxivId: "2611.00001" });
      site.clock.advance(24 * 3_600_000);
      await site.bring("2026-11-17", { arxivId: "2611.00002" });
      await site.bring("2026-11-01", { arxivId: "2611.00003" });
      const on = async (kind: SubjectKind, target: string, date: string) =>
        idsOf(await site.pick(kind, target, { from: day(date), until: day(date) }));
      assert.deepEqual(await on("field", "physics", "2026-11-21"), ["2611.00002"]);
      assert.deepEqual(await on("field", "physics", "2026-11-22"), []);
      assert.deepEqual(await on("edition", "", "2026-11-21"), []);
    }));

  test("papers out of sight are brought to nobody", () =>
    withPicks(async (site) => {
      await site.bring("2026-11-20", { arxivId: "2611.00001" }, { arxivId: "2611.00002" });
      assert.equal((await site.pick("edition")).total, 2);
      await site.papers.hide(paperId("2611.00001"), true);
      await site.editions.follow(site.papers);
      assert.deepEqual(idsOf(await site.pick("edition")), ["2611.00002"]);
      assert.deepEqual(idsOf(await site.pick("field", "physics")), ["2611.00002"]);
    }));

  test("a subject that many readers ask for is looked up once", () =>
    withPicks(async (site) => {
      await site.bring("2026-11-20", { arxivId: "2611.00001", title: "Tidal pools" });
      let questions = 0;
      const { createPicks } = await import("./create-picks.ts");
      const search = {
        ...site.search,
        find: (request: Parameters<typeof site.search.find>[0]) => {
          questions += 1;
          return site.search.find(request);
        },
      };
      const picks = createPicks({ ...site, search });
      const request = {
        subject: { kind: "search", target: "q=tidal" },
        from: day("2026-11-20"),
        until: day("2026-11-20"),
        limit: 5,
      } as const;
      const lists = await picks.pick(Array.from({ length: 200 }, () => request));
      assert.equal(lists.length, 200);
      assert.ok(lists.every(({ total }) => total === 1));
      assert.equal(questions, 1);
    }));
});
