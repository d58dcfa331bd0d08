import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

const ownTables = [
  "vote",
  "shelf_mark",
  "follow",
  "collection",
  "reaction",
  "submission",
  "claim",
  "author_link",
  "report",
] as const;

describeOnEachDatabase("leaving", (withDatabase) => {
  test("the export holds everything a reader did, and deletion leaves counts and comments", () =>
    withDatabase(async (database, settings) => {
      const site = openTestCommunity({ database, settings });
      const [one, two] = await site.addPapers("2611.00001", "2611.00002");
      const ada = await site.actor("ada");
      const grace = await site.actor("grace");
      const { community } = site;
      await community.votes.cast(ada, one!);
      await community.votes.cast(ada, two!);
      await community.votes.cast(grace, one!);
      await community.shelves.put(ada, one!, "bookmark");
      await community.follows.add(ada, { kind: "topic", target: "gears", label: "Gears" });
      await community.follows.add(grace, { kind: "person", target: "ada", label: "Ada" });
      const { id } = await community.collections.create(ada, { title: "Kept" });
      await community.collections.add(ada, id, one!, "a note");
      const comment = await community.comments.post(ada, { paperId: one!, body: "A word." });
      await community.comments.edit(ada, comment.id, "A better word.");
      await community.comments.react(grace, comment.id, "thanks", true);

      const exported = (await community.exportData(ada.account.id)) as Record<
        string,
        readonly Record<string, unknown>[]
      >;
      assert.deepEqual(exported.votes!.map(({ paperId }) => paperId).sort(), [one, two]);
      assert.equal(exported.marks![0]!.mark, "bookmark");
      assert.equal(exported.follows![0]!.target, "gears");
      assert.equal(exported.collections![0]!.title, "Kept");
      assert.equal(exported.collectionEntries![0]!.note, "a note");
      assert.equal(exported.comments![0]!.body, "A better word.");
      assert.equal(exported.commentVersions![0]!.body, "A word.");
      assert.equal(JSON.stringify(exported).includes("grace"), false);

      await community.forget(ada.account.id);
      for (const table of ownTables) {
        const rows = await database.kysely
          .selectFrom(table as "vote")
          .select("account_id")
          .where("account_id", "=", ada.account.id)
          .execute();
        assert.deepEqual(rows, [], table);
      }
      assert.deepEqual(await community.follows.list(grace.account.id), []);
      const counts = await site.counts(one!);
      assert.deepEqual([counts.upvotes, counts.votes, counts.comments], [2, 2, 1]);
      const strangers = await database.kysely
        .selectFrom("vote")
        .select("account_id")
        .where("account_id", "<>", grace.account.id)
        .execute();
      assert.equal(new Set(strangers.map(({ account_id }) => account_id)).size, 2);
      await community.votes.cast(grace, two!);
      assert.equal((await site.counts(two!)).upvotes, 2, "counting anew finds them too");
    }));
});
