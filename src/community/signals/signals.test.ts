import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

describeOnEachDatabase("what many readers have done", (withDatabase) => {
  test("is read at once, newest first, each deed under its name and with its reader", () =>
    withDatabase(async (database, settings) => {
      const site = openTestCommunity({ database, settings });
      const [one, two, three, four, five] = await site.addPapers(
        ...[1, 2, 3, 4, 5].map((at) => `2611.0000${at}`),
      );
      const ada = await site.actor("ada");
      const grace = await site.actor("grace");
      const idle = await site.actor("idle");
      const { votes, shelves, collections, signals } = site.community;
      const later = () => site.clock.advance(1_000);
      await votes.cast(ada, one!);
      later();
      await shelves.put(ada, two!, "bookmark");
      later();
      await shelves.put(ada, three!, "hidden");
      later();
      await collections.add(ada, (await collections.create(ada, { title: "Mine" })).id, four!);
      later();
      await shelves.put(ada, five!, "read");
      await votes.cast(grace, five!);
      const ids = [ada, grace, idle].map(({ account }) => account.id);
      const deeds = await signals.deedsOf(ids);
      assert.deepEqual(
        deeds.get(ada.account.id)?.map(({ paperId, kind }) => [paperId, kind]),
        [
          [five, "read"],
          [four, "collected"],
          [three, "hidden"],
          [two, "saved"],
          [one, "upvoted"],
        ],
      );
      assert.equal(deeds.get(grace.account.id)?.length, 1);
      assert.equal(deeds.has(idle.account.id), false);
      assert.deepEqual(
        (await signals.likedAfter("", 10)).map(({ accountId, paperIds }) => [
          accountId,
          [...paperIds].sort(),
        ]),
        [[ada.account.id, [one, two, four]] as const, [grace.account.id, [five]] as const].sort(
          ([first], [second]) => (first < second ? -1 : 1),
        ),
      );
      assert.equal(await signals.countActive(3), 1);
      assert.equal(await signals.countActive(1), 2);
    }));

  test("is read page by page to the last reader", () =>
    withDatabase(async (database, settings) => {
      const site = openTestCommunity({ database, settings });
      const [paper] = await site.addPapers("2611.00001");
      const { votes, signals } = site.community;
      for (let at = 0; at < 5; at++) await votes.cast(await site.actor(`reader-${at}`), paper!);
      const seen = new Set<string>();
      for (let last: never | "" = ""; ; ) {
        const page = await signals.likedAfter(last, 2);
        if (page.length === 0) break;
        assert.ok(page.length <= 2);
        for (const { accountId } of page) seen.add(accountId);
        last = page.at(-1)!.accountId as never;
      }
      assert.equal(seen.size, 5);
    }));
});
