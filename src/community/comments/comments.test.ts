import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import { openTestCommunity, type TestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import type { Thread } from "./comments.ts";

describeOnEachDatabase("comments", (withDatabase) => {
  const withCommunity = (use: (all: TestCommunity & { paper: PaperId }) => Promise<void>) =>
    withDatabase(async (database, settings) => {
      const all = openTestCommunity({ database, settings });
      const [paper] = await all.addPapers("2611.00001");
      await use({ ...all, paper: paper! });
    });

  test("are counted with their paper, people once, in the change log too", () =>
    withCommunity(async ({ community: { comments }, actor, papers, paper, database }) => {
      const [ada, bob] = [await actor("ada"), await actor("bob")];
      const before = await papers.lastChange();
      const first = await comments.post(ada, { paperId: paper, body: "One $x^2$." });
      await comments.post(ada, { paperId: paper, body: "Two." });
      const answer = { paperId: paper, parentId: first.id, body: "Three." };
      const third = await comments.post(bob, answer);
      assert.equal((await papers.find(paper))?.tally.comments, 3);
      assert.ok((await papers.lastChange()) > before);
      assert.deepEqual(await ownCounts(database), { own_comments: 3, own_commenters: 2 });
      await comments.remove(bob, third.id);
      assert.deepEqual(await ownCounts(database), { own_comments: 2, own_commenters: 1 });
      assert.match(first.html, /<msup>/);
    }));

  test("are refused without words, with too many, on no paper, to nobody", () =>
    withCommunity(async ({ community: { comments }, actor, paper }) => {
      const ada = await actor("ada");
      const post = (body: string, rest: object = {}) =>
        comments.post(ada, { paperId: paper, body, ...rest });
      await assert.rejects(post(" \n\u0000"), { code: "invalid" });
      await assert.rejects(post("a".repeat(10_001)), { code: "invalid", message: /10000.*10001/ });
      assert.equal((await post("a".repeat(10_000))).body.length, 10_000);
      await assert.rejects(post("a", { paperId: "2611.99999" }), { code: "not_found" });
      await assert.rejects(post("a", { parentId: "nobody" }), { code: "not_found" });
    }));

  test("stand in threads, best or newest first, deep answers beside each other", () =>
    withCommunity(async ({ community: { comments }, actor, paper, clock }) => {
      const [ada, bob] = [await actor("ada"), await actor("bob")];
      const ids: string[] = [];
      for (let depth = 0; depth < 9; depth++) {
        const parentId = ids.at(-1);
        const wanted = { paperId: paper, body: `${depth}`, ...(parentId && { parentId }) };
        ids.push((await comments.post(ada, wanted)).id);
        clock.advance(1_000);
      }
      const late = await comments.post(bob, { paperId: paper, body: "late" });
      const outline = (threads: readonly Thread[]): unknown[] =>
        threads.map(({ body, answers }) => (answers.length > 0 ? [body, outline(answers)] : body));
      const chain = ["0", [["1", [["2", [["3", [["4", ["5", "6", "7", "8"]]]]]]]]]];
      assert.deepEqual(outline(await comments.thread(paper, { sort: "best" })), [chain, "late"]);
      assert.deepEqual(outline(await comments.thread(paper, { sort: "new" })), ["late", chain]);
      await comments.react(ada, late.id, "up", true);
      assert.deepEqual(outline(await comments.thread(paper, { sort: "best" })), ["late", chain]);
      const [best] = await comments.thread(paper, { sort: "best", viewer: ada.account.id });
      assert.deepEqual(best?.reactions, [{ kind: "up", count: 1 }]);
      assert.deepEqual(best?.own, ["up"]);
      const [seen] = await comments.thread(paper, { sort: "best", viewer: bob.account.id });
      assert.deepEqual(seen?.own, []);
    }));

  test("are changed by who wrote them alone, and every wording is kept", () =>
    withCommunity(async ({ community: { comments }, actor, paper, clock, papers }) => {
      const [ada, bob] = [await actor("ada"), await actor("bob", "moderator")];
      const { id } = await comments.post(ada, { paperId: paper, body: "first" });
      await assert.rejects(comments.edit(bob, id, "no"), { code: "forbidden" });
      await assert.rejects(comments.remove(bob, id), { code: "forbidden" });
      const before = await papers.lastChange();
      clock.advance(60_000);
      const edited = await comments.edit(ada, id, "second");
      assert.equal(edited.edits, 1);
      assert.ok((await papers.lastChange()) > before, "pages kept of the paper are made anew");
      clock.advance(60_000);
      await comments.edit(ada, id, "third");
      await comments.edit(ada, id, "third");
      const versions = await comments.versions(id);
      assert.deepEqual(
        versions.map(({ number, body }) => [number, body]),
        [
          [1, "first"],
          [2, "second"],
          [3, "third"],
        ],
      );
      assert.deepEqual(
        versions.map(({ at }) => at),
        ["2026-11-20T12:00:00.000Z", "2026-11-20T12:01:00.000Z", "2026-11-20T12:02:00.000Z"],
      );
    }));

  test("leave a stone where they are answered, which goes with the last answer", () =>
    withCommunity(async ({ community: { comments }, actor, paper }) => {
      const [ada, bob] = [await actor("ada"), await actor("bob")];
      const first = await comments.post(ada, { paperId: paper, body: "words to forget" });
      const wanted = { paperId: paper, parentId: first.id, body: "answer" };
      const answer = await comments.post(bob, wanted);
      await comments.edit(ada, first.id, "other words");
      await comments.remove(ada, first.id);
      const [stone] = await comments.thread(paper, { sort: "best" });
      assert.equal(stone?.state, "deleted");
      assert.equal(stone?.body + stone!.html, "");
      assert.equal(stone?.answers.length, 1);
      await assert.rejects(comments.versions(first.id), { code: "not_found" });
      await assert.rejects(comments.read(first.id), { code: "not_found" });
      await assert.rejects(comments.post(bob, wanted), { code: "not_found" });
      await comments.remove(bob, answer.id);
      assert.deepEqual(await comments.thread(paper, { sort: "best" }), []);
      assert.equal(await comments.find(first.id), undefined);
    }));

  test("take reactions of each kind once, and no arrow from who wrote them", () =>
    withCommunity(async ({ community: { comments }, actor, paper }) => {
      const [ada, bob] = [await actor("ada"), await actor("bob")];
      const { id } = await comments.post(ada, { paperId: paper, body: "x" });
      await comments.react(bob, id, "up", true);
      await comments.react(bob, id, "up", true);
      await comments.react(bob, id, "insight", true);
      await comments.react(ada, id, "thanks", true);
      await assert.rejects(comments.react(ada, id, "up", true), { code: "forbidden" });
      await assert.rejects(comments.react(ada, id, "boo" as never, true), { code: "invalid" });
      const counts = async () =>
        Object.fromEntries((await comments.find(id))!.reactions.map((r) => [r.kind, r.count]));
      assert.deepEqual(await counts(), { up: 1, insight: 1, thanks: 1 });
      await comments.react(bob, id, "up", false);
      await comments.react(bob, id, "up", false);
      assert.deepEqual(await counts(), { insight: 1, thanks: 1 });
    }));

  test("are listed newest first, of everybody and of one, without those on hidden papers", () =>
    withCommunity(async ({ community: { comments }, actor, paper, papers, clock, addPapers }) => {
      const [ada, bob] = [await actor("ada"), await actor("bob")];
      const [other] = await addPapers("2611.00002");
      for (let number = 1; number <= 5; number++) {
        clock.advance(1_000);
        const who = number % 2 ? ada : bob;
        await comments.post(who, { paperId: number === 3 ? other! : paper, body: `${number}` });
      }
      const bodies = async (cursor?: string) => {
        const page = await comments.recent({ limit: 3, ...(cursor && { cursor }) });
        return { bodies: page.items.map(({ body }) => body), next: page.next };
      };
      const { bodies: first, next } = await bodies();
      assert.deepEqual(first, ["5", "4", "3"]);
      const third = (await comments.thread(other!, { sort: "new" }))[0]!;
      assert.equal((await comments.read(third.id)).body, "3");
      assert.deepEqual((await bodies(next)).bodies, ["2", "1"]);
      await papers.hide(other!, true);
      assert.deepEqual((await bodies()).bodies, ["5", "4"]);
      await assert.rejects(comments.read(third.id), { code: "not_found" });
      await assert.rejects(comments.versions(third.id), { code: "not_found" });
      const { items } = await comments.of(ada.account.id, {});
      assert.deepEqual(
        items.map(({ body }) => body),
        ["5", "1"],
      );
    }));

  test("come no more than sixty an hour from one account", () =>
    withCommunity(async ({ community: { comments }, actor, paper, clock }) => {
      const ada = await actor("ada");
      const post = () => comments.post(ada, { paperId: paper, body: "x" });
      for (let number = 0; number < 60; number++) await post();
      await assert.rejects(post(), { code: "rate_limited" });
      clock.advance(3_600_001);
      await post();
    }));
});

async function ownCounts({ kysely }: TestCommunity["database"]) {
  return kysely
    .selectFrom("paper_tally")
    .select(["own_comments", "own_commenters"])
    .executeTakeFirst();
}
