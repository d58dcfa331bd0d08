import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import { parseDay } from "#platform";
import { openTestCommunity, type TestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aRecord } from "../../../test/support/papers.ts";

const day = parseDay("2026-11-20");

/** Two pages of one work, until a record that names both comes. */
async function twoPages(site: TestCommunity) {
  const work = { title: "A Long and Telling Title of One Work", authors: ["Mary Jackson"] };
  const [other] = (
    await site.papers.ingest([aRecord({ ...work, source: "jsonl", sourceId: "one" })], day)
  ).changed;
  const becomeOne = async () => {
    await site.papers.ingest([aRecord({ ...work, arxivId: "2611.00001" })], day);
  };
  return { other: other as PaperId, becomeOne, home: "2611.00001" as PaperId };
}

describeOnEachDatabase("merges", (withDatabase) => {
  const withSite = (use: (site: TestCommunity) => Promise<void>) =>
    withDatabase((database, settings) => use(openTestCommunity({ database, settings })));

  test("everything people did with a page follows it to the page it turned out to be", () =>
    withSite(async (site) => {
      const { other, becomeOne, home } = await twoPages(site);
      const ada = await site.actor("ada");
      const { votes, shelves, collections, comments, follows } = site.community;
      await votes.cast(ada, other);
      await shelves.put(ada, other, "bookmark");
      const { id } = await collections.create(ada, { title: "Kept" });
      await collections.add(ada, id, other, "a note");
      await comments.post(ada, { paperId: other, body: "A word on it." });
      await follows.add(ada, { kind: "topic", target: "gears", label: "Gears" });
      await becomeOne();
      const between = await site.counts(home);
      assert.deepEqual([between.upvotes, between.comments], [1, 1], "counts never dip");
      assert.ok((await site.community.follow()) > 0);
      const after = await site.counts(home);
      assert.deepEqual([after.upvotes, after.comments, after.votes], [1, 1, 1]);
      const marks = await shelves.marksOf(ada.account.id, [home]);
      assert.deepEqual([marks.get(home)?.isVoted, marks.get(home)?.isBookmarked], [true, true]);
      const { items } = await collections.entries(id, {}, ada.account.id);
      assert.deepEqual(
        items.map(({ paperId, note }) => [paperId, note]),
        [[home, "a note"]],
      );
      assert.equal((await comments.thread(home, { sort: "new" })).length, 1);
      assert.equal(await site.community.follow(), 0);
    }));

  test("who voted for both pages has one vote for the one they are", () =>
    withSite(async (site) => {
      const work = { title: "A Long and Telling Title of One Work", authors: ["Mary Jackson"] };
      const from = { ...work, source: "jsonl" as const, sourceId: "one" };
      await site.papers.ingest([aRecord(from)], day);
      const [one] = (await site.papers.changesSince(0, 10)).map(({ paperId }) => paperId);
      await site.papers.ingest([aRecord({ arxivId: "2611.00001", title: "Another" })], day);
      const home = "2611.00001" as PaperId;
      const ada = await site.actor("ada");
      const grace = await site.actor("grace");
      await site.community.votes.cast(ada, one!);
      await site.community.votes.cast(ada, home);
      await site.community.votes.cast(grace, one!);
      const { id } = await site.papers.join(one!, home);
      await Promise.all([site.community.follow(), site.community.follow()]);
      const { upvotes, votes, counted } = await site.counts(id);
      assert.deepEqual([upvotes, counted, votes], [2, 2, 2]);
    }));

  test("votes for a paper that is only out of sight wait for it", () =>
    withSite(async (site) => {
      const [paper] = await site.addPapers("2611.00001");
      const ada = await site.actor("ada");
      await site.community.votes.cast(ada, paper!);
      await site.papers.hide(paper!, true);
      await site.community.follow();
      await assert.rejects(site.community.votes.cast(ada, paper!), { code: "not_found" });
      await site.papers.hide(paper!, false);
      const { upvotes, votes } = await site.counts(paper!);
      assert.deepEqual([upvotes, votes], [1, 1]);
    }));
});
