import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModerationAction } from "#community";
import type { PaperId } from "#papers";
import type { Database } from "#platform";
import { openTestCommunity, type TestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

describeOnEachDatabase("moderation", (withDatabase) => {
  const withCommunity = (use: (all: TestCommunity & { paper: PaperId }) => Promise<void>) =>
    withDatabase(async (database, settings) => {
      const all = openTestCommunity({ database, settings });
      const [paper] = await all.addPapers("2611.00001", "2611.00002");
      await use({ ...all, paper: paper! });
    });

  test("is for moderators, and wants a reason", () =>
    withCommunity(async ({ community: { moderation }, actor, paper }) => {
      const [ada, max] = [await actor("ada", "trusted"), await actor("max", "moderator")];
      const hide = { kind: "hide-paper", paperId: paper } as const;
      await assert.rejects(moderation.act(ada, hide, "spam"), { code: "forbidden" });
      await assert.rejects(moderation.act(max, hide, " "), { code: "invalid" });
      await assert.rejects(moderation.undo(ada, "x", "because"), { code: "forbidden" });
      await assert.rejects(moderation.undo(max, "x", "because"), { code: "not_found" });
      await assert.rejects(moderation.dismiss(ada, "x", "because"), { code: "forbidden" });
      assert.deepEqual((await moderation.log({})).items, []);
    }));

  test("hides a paper, says so in the log, and shows it again once", () =>
    withCommunity(async ({ community: { moderation }, actor, paper, papers, clock }) => {
      const max = await actor("max", "moderator");
      const done = await moderation.act(max, { kind: "hide-paper", paperId: paper }, "A copy.");
      assert.equal(await papers.find(paper), undefined);
      clock.advance(1_000);
      const undone = await moderation.undo(max, done.id, "It is none.");
      assert.ok(await papers.find(paper));
      const { items } = await moderation.log({});
      assert.deepEqual(
        items.map(({ action, reason, canUndo, undoneBy }) => ({
          action,
          reason,
          canUndo,
          undoneBy,
        })),
        [
          {
            action: "undo-hide-paper",
            reason: "It is none.",
            canUndo: false,
            undoneBy: undefined,
          },
          { action: "hide-paper", reason: "A copy.", canUndo: false, undoneBy: undone.id },
        ],
      );
      assert.deepEqual(items[1]?.target, { kind: "paper", id: paper });
      await assert.rejects(moderation.undo(max, done.id, "again"), { code: "conflict" });
      await assert.rejects(moderation.undo(max, undone.id, "again"), { code: "conflict" });
    }));

  test("does nothing that the log does not say, and undoes nothing so", () =>
    withCommunity(async ({ community: { moderation, comments }, database, ...all }) => {
      const { actor, paper, papers, people } = all;
      const [ada, max] = [await actor("ada"), await actor("max", "moderator")];
      const { id } = await comments.post(ada, { paperId: paper, body: "x" });
      const actions: ModerationAction[] = [
        { kind: "remove-comment", commentId: id },
        { kind: "lock-paper", paperId: paper },
        { kind: "suspend-account", accountId: ada.account.id },
        { kind: "merge-papers", paperId: paper, into: "2611.00002" as PaperId },
        { kind: "hide-paper", paperId: paper },
      ];
      const state = async () => ({
        comment: (await comments.find(id))?.state,
        isLocked: await comments.isLocked(paper),
        account: (await people.find(ada.account.id))?.state,
        page: await papers.resolve(paper),
        isThere: (await papers.find(paper)) !== undefined,
        log: (await moderation.log({})).items,
      });
      for (const action of actions) {
        const before = await state();
        await withBrokenLog(database, () => moderation.act(max, action, "x"));
        assert.deepEqual(await state(), before, action.kind);
        const { id: done } = await moderation.act(max, action, "x");
        const after = await state();
        await withBrokenLog(database, () => moderation.undo(max, done, "y"));
        assert.deepEqual(await state(), after, `undo of ${action.kind}`);
        await moderation.undo(max, done, "y");
        assert.deepEqual({ ...(await state()), log: [] }, { ...before, log: [] });
      }
    }));

  test("closes the comments of a paper to everybody, and opens them", () =>
    withCommunity(async ({ community: { moderation, comments }, actor, paper, papers }) => {
      const [ada, max] = [await actor("ada"), await actor("max", "moderator")];
      const { id } = await comments.post(ada, { paperId: paper, body: "x" });
      const before = await papers.lastChange();
      const lock = { kind: "lock-paper", paperId: paper } as const;
      const done = await moderation.act(max, lock, "Too hot.");
      assert.ok((await papers.lastChange()) > before, "pages kept of the paper are made anew");
      assert.ok(await comments.isLocked(paper));
      await assert.rejects(comments.post(ada, { paperId: paper, body: "y" }), { code: "conflict" });
      await assert.rejects(comments.edit(ada, id, "y"), { code: "conflict" });
      await moderation.undo(max, done.id, "Cooled down.");
      await comments.post(ada, { paperId: paper, body: "y" });
    }));

  test("takes a comment out of sight and out of the counts, and back", () =>
    withCommunity(async ({ community: { moderation, comments }, actor, paper, papers }) => {
      const [ada, max] = [await actor("ada"), await actor("max", "moderator")];
      const { id } = await comments.post(ada, { paperId: paper, body: "rude words" });
      const remove = { kind: "remove-comment", commentId: id } as const;
      const done = await moderation.act(max, remove, "Rude.");
      const hidden = await comments.find(id);
      assert.deepEqual([hidden?.state, hidden?.body, hidden?.html], ["removed", "", ""]);
      assert.equal((await papers.find(paper))?.tally.comments, 0);
      assert.deepEqual((await comments.recent({})).items, []);
      await assert.rejects(moderation.act(max, remove, "Again."), { code: "not_found" });
      await assert.rejects(comments.edit(ada, id, "kind words"), { code: "not_found" });
      await moderation.undo(max, done.id, "A quotation.");
      assert.equal((await comments.find(id))?.body, "rude words");
      assert.equal((await papers.find(paper))?.tally.comments, 1);
      assert.doesNotMatch(JSON.stringify((await moderation.log({})).items), /words/);
    }));

  test("makes one page of two papers, and two of them again", () =>
    withCommunity(async ({ community, actor, paper, papers }) => {
      const { moderation, comments } = community;
      const [ada, max] = [await actor("ada"), await actor("max", "moderator")];
      const into = "2611.00002" as PaperId;
      await comments.post(ada, { paperId: paper, body: "x" });
      const merge = { kind: "merge-papers", paperId: paper, into } as const;
      const done = await moderation.act(max, merge, "The same work.");
      await community.follow();
      assert.equal(await papers.resolve(paper), into);
      assert.equal((await comments.thread(into, { sort: "new" })).length, 1);
      assert.equal((await papers.find(into))?.tally.comments, 1);
      await moderation.undo(max, done.id, "Not the same.");
      assert.ok(await papers.find(paper));
      const separate = {
        kind: "separate-record",
        paperId: paper,
        source: "arxiv",
        sourceId: "x",
      } as const;
      await assert.rejects(moderation.act(max, separate, "?"), { code: "not_found" });
    }));

  test("suspends accounts of a lower role, never one's own, and lets them back in", () =>
    withCommunity(async ({ community: { moderation }, actor, people }) => {
      const [ada, max] = [await actor("ada"), await actor("max", "moderator")];
      const root = await actor("rita", "admin");
      const suspend = ({ account }: typeof ada) =>
        ({ kind: "suspend-account", accountId: account.id }) as const;
      await assert.rejects(moderation.act(max, suspend(root), "x"), { code: "forbidden" });
      await assert.rejects(moderation.act(max, suspend(max), "x"), { code: "forbidden" });
      const done = await moderation.act(max, suspend(ada), "Spam.");
      assert.equal((await people.find(ada.account.id))?.state, "disabled");
      await moderation.undo(max, done.id, "No spam.");
      assert.equal((await people.find(ada.account.id))?.state, "active");
      await moderation.act(root, suspend(max), "Left.");
      assert.doesNotMatch(JSON.stringify(await moderation.log({})), /@example\.org/);
    }));

  test("hears reports, the most reported first, and closes them with what is done", () =>
    withCommunity(async ({ community: { moderation, comments }, actor, paper }) => {
      const [ada, bob] = [await actor("ada"), await actor("bob")];
      const max = await actor("max", "moderator");
      const { id } = await comments.post(ada, { paperId: paper, body: "x" });
      await moderation.report(ada, { kind: "paper", id: paper }, "A copy of another.");
      await moderation.report(ada, { kind: "comment", id }, "Rude.");
      await moderation.report(bob, { kind: "comment", id }, "Rude indeed.");
      await moderation.report(bob, { kind: "comment", id }, "Very rude.");
      await assert.rejects(moderation.report(bob, { kind: "comment", id: "no" }, "x"), {
        code: "not_found",
      });
      await assert.rejects(moderation.report(bob, { kind: "comment", id }, ""), {
        code: "invalid",
      });
      const { items, next } = await moderation.reports({ limit: 2 });
      assert.deepEqual(items.map(({ reason }) => reason).sort(), ["Rude.", "Very rude."]);
      const rest = await moderation.reports({ limit: 2, cursor: next! });
      assert.deepEqual(
        rest.items.map(({ target }) => target.kind),
        ["paper"],
      );
      assert.equal((await moderation.waiting()).reports, 3);
      await moderation.act(max, { kind: "remove-comment", commentId: id }, "Rude.");
      assert.equal((await moderation.waiting()).reports, 1);
      await moderation.dismiss(max, rest.items[0]!.id, "It is the first.");
      assert.equal((await moderation.waiting()).reports, 0);
      await assert.rejects(moderation.dismiss(max, rest.items[0]!.id, "x"), { code: "conflict" });
      // Who has been told once does not reopen it.
      await moderation.report(ada, { kind: "paper", id: paper }, "But it is!");
      assert.equal((await moderation.waiting()).reports, 0);
    }));

  test("undoes what another part has noted, by that part's own means", () =>
    withCommunity(async ({ community: { moderation }, actor, paper }) => {
      const max = await actor("max", "moderator");
      const target = { kind: "claim", id: "c1" } as const;
      const reason = "ORCID says so.";
      const plain = await moderation.note(max, { action: "grant-claim", target, reason });
      assert.equal(plain.canUndo, false);
      const seen: unknown[] = [];
      moderation.undoes("take-back", async (_actor, noted) => void seen.push(noted.paper));
      const undo = { kind: "take-back", paper };
      const noted = await moderation.note(max, { action: "grant-claim", target, reason, undo });
      assert.equal(noted.canUndo, true);
      await moderation.undo(max, noted.id, "Disputed.");
      assert.deepEqual(seen, [paper]);
      moderation.undoes("fail", () => Promise.reject(new Error("no")));
      const failing = { action: "x", target, reason, undo: { kind: "fail" } };
      const { id } = await moderation.note(max, failing);
      await assert.rejects(moderation.undo(max, id, "x"));
      assert.equal((await moderation.find(id))?.canUndo, true);
      const { items } = await moderation.log({});
      assert.ok(!items.some(({ action }) => action === "undo-x"), "what failed is not said");
    }));
});

/** Expects `work` to fail where it writes to the log, as if the program ended right there. */
async function withBrokenLog(database: Database, work: () => Promise<unknown>): Promise<void> {
  const { kysely } = database;
  await kysely.schema.alterTable("moderation_entry").renameColumn("reason", "words").execute();
  try {
    await assert.rejects(work);
  } finally {
    await kysely.schema.alterTable("moderation_entry").renameColumn("words", "reason").execute();
  }
}
