import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Day } from "#platform";
import { type OpenSearch, records, useSearch } from "./search-on-sample.suite.ts";

/** What every search engine behind the seam does when papers come, change and go. */
export function describeFollowing(name: string, open: OpenSearch): void {
  describe(`search ${name}, after changes`, () => {
    const opened = useSearch(open);
    const idsOf = async (query: string) =>
      (await opened().search.find({ query, mode: "words" })).hits.map(
        (hit) => hit.paperId as string,
      );
    const today = "2026-11-20" as Day;

    it("has caught up with the change log, and stays so when asked again", async () => {
      const seq = await opened().papers.lastChange();
      assert.deepEqual(opened().search.status(), { papers: 3, seq, isCatchingUp: false });
      await Promise.all([
        opened().search.catchUp(),
        opened().search.catchUp(),
        opened().search.save(),
      ]);
      assert.deepEqual(opened().search.status(), { papers: 3, seq, isCatchingUp: false });
    });

    it("shows an updated paper as it is now, and by no word that is gone", async () => {
      const [tidal] = records;
      const title = "A theoretical framework for glaciers";
      await opened().papers.ingest([{ ...tidal!, title, tallies: { upvotes: 9 } }], today);
      await opened().search.catchUp();
      assert.deepEqual(await idsOf("glaciers"), ["2601.00001"]);
      assert.deepEqual(await idsOf("tidal"), []);
      const { hits, total } = await opened().search.find({ query: "", sort: "votes" });
      assert.deepEqual([hits[0]?.paperId, total], ["2601.00001", 3]);
      assert.equal(opened().search.status().papers, 3);
    });

    it("finds a new paper, under its filters too", async () => {
      const dunes = {
        source: "jsonl",
        sourceId: "4",
        doi: "10.1234/dunes",
        title: "Dunes that sing",
        abstract: "The shapes of dunes, and their theoretical framework.",
        authors: [{ name: "Sandra Wind" }],
        venue: "Journal of Sand",
        announcedOn: "2026-03-01" as Day,
      };
      await opened().papers.ingest([dunes], today);
      await opened().search.catchUp();
      assert.deepEqual(await idsOf("dunes author:wind venue:sand"), ["doi:10.1234/dunes"]);
      assert.equal((await opened().search.find({ query: "framework", mode: "words" })).total, 4);
      assert.ok((await opened().search.similar("doi:10.1234/dunes" as never, 5)).length > 0);
    });

    it("forgets a paper that turned out to be another one", async () => {
      const both = { ...records[1]!, sourceId: "5", doi: "10.1234/dunes" };
      const { removed } = await opened().papers.ingest([both], today);
      assert.deepEqual(removed, ["doi:10.1234/dunes"]);
      await opened().search.catchUp();
      assert.equal(opened().search.status().papers, 3);
      await assert.rejects(opened().search.similar("doi:10.1234/dunes" as never, 5), {
        code: "not_found",
      });
      const { total } = await opened().search.find({ query: "" });
      assert.equal(total, 3);
      const similar = await opened().search.similar("2601.00001" as never, 10);
      assert.ok(similar.every(({ paperId }) => paperId.startsWith("2601.")));
    });
  });
}
