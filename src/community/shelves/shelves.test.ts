import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import { openTestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

describeOnEachDatabase("shelves and follows", (withDatabase) => {
  test("marks are a reader's own, put and taken as often as one likes", () =>
    withDatabase(async (database, settings) => {
      const site = openTestCommunity({ database, settings });
      const [one, two] = await site.addPapers("2611.00001", "2611.00002");
      const ada = await site.actor("ada");
      const grace = await site.actor("grace");
      const { shelves, votes } = site.community;
      await shelves.put(ada, one!, "bookmark");
      site.clock.advance(1_000);
      await shelves.put(ada, one!, "bookmark");
      await shelves.put(ada, two!, "bookmark");
      await shelves.put(ada, two!, "hidden");
      await votes.cast(ada, two!);
      const marks = await shelves.marksOf(ada.account.id, [one!, two!]);
      assert.deepEqual(marks.get(one!), {
        isVoted: false,
        isBookmarked: true,
        isRead: false,
        isHidden: false,
      });
      assert.deepEqual(marks.get(two!), {
        isVoted: true,
        isBookmarked: true,
        isRead: false,
        isHidden: true,
      });
      assert.equal((await shelves.marksOf(grace.account.id, [one!, two!])).size, 0);
      const list = await shelves.list(ada.account.id, "bookmark", {});
      assert.deepEqual(
        list.items.map(({ paperId }) => paperId),
        [two, one],
      );
      await shelves.take(ada, one!, "bookmark");
      await shelves.take(ada, one!, "bookmark");
      assert.equal((await shelves.list(ada.account.id, "bookmark", {})).items.length, 1);
      await assert.rejects(shelves.put(ada, "2611.99999" as PaperId, "read"), {
        code: "not_found",
      });
    }));

  test("what is followed is listed once, counted, and let go of", () =>
    withDatabase(async (database, settings) => {
      const site = openTestCommunity({ database, settings });
      const ada = await site.actor("ada");
      const grace = await site.actor("grace");
      const { follows } = site.community;
      const author = { kind: "author", target: "mary-jackson", label: "Mary Jackson" } as const;
      await follows.add(ada, author);
      await follows.add(ada, author);
      await follows.add(grace, author);
      assert.equal((await follows.list(ada.account.id)).length, 1);
      assert.equal(await follows.count("author", "mary-jackson"), 2);
      assert.equal(await follows.isFollowing(ada.account.id, "author", "mary-jackson"), true);
      await follows.remove(ada, "author", "mary-jackson");
      assert.equal(await follows.isFollowing(ada.account.id, "author", "mary-jackson"), false);
      await assert.rejects(follows.add(ada, { ...author, target: " " }), { code: "invalid" });
    }));

  test("nobody follows more than five hundred", () =>
    withDatabase(async (database, settings) => {
      const site = openTestCommunity({ database, settings });
      const ada = await site.actor("ada");
      const { follows } = site.community;
      for (let index = 0; index < 500; index++) {
        await follows.add(ada, { kind: "topic", target: `topic ${index}`, label: "" });
      }
      await follows.add(ada, { kind: "topic", target: "topic 7", label: "" });
      await assert.rejects(follows.add(ada, { kind: "topic", target: "one more", label: "" }), {
        code: "invalid",
        message: /500/,
      });
    }));
});
