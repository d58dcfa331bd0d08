import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "#community";
import type { ReaderId, RecommendRequest } from "#recommendations";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { day, paperId } from "../../test/support/papers.ts";
import { idsOf, withPicksOn } from "../../test/support/picks.ts";
import { createPicks } from "./create-picks.ts";

const readerOf = ({ account }: Actor) => account.id as string as ReaderId;

describeOnEachDatabase("what is brought to one reader", (withDatabase) => {
  const withPicks = withPicksOn(withDatabase);

  test("a collection has what was put into it then, for those who may see it", () =>
    withPicks(async (site) => {
      const { collections } = site.community;
      await site.bring("2019-01-01", { arxivId: "1901.00001" }, { arxivId: "1901.00002" });
      const [ada, bob] = [await site.actor("ada"), await site.actor("bob")];
      const shared = await collections.create(ada, { title: "Gears", visibility: "public" });
      const own = await collections.create(ada, { title: "Mine", visibility: "private" });
      await collections.add(ada, shared.id, paperId("1901.00001"));
      await collections.add(ada, own.id, paperId("1901.00002"));
      const of = async (id: string, reader: ReaderId) =>
        (await site.pick("collection", id, { reader })).picks.map((one) => [
          one.paperId,
          one.reason.text,
        ]);
      assert.deepEqual(await of(shared.id, readerOf(bob)), [["1901.00001", "Added to “Gears”"]]);
      assert.deepEqual(await of(own.id, readerOf(bob)), []);
      assert.deepEqual(await of(own.id, "s:somebody" as ReaderId), []);
      assert.deepEqual(await of(own.id, readerOf(ada)), [["1901.00002", "Added to “Mine”"]]);
      const asked = [readerOf(ada), readerOf(bob)].map((reader) => ({
        ...{ subject: { kind: "collection", target: own.id } as const, reader, limit: 5 },
        ...{ from: day("2026-11-20"), until: day("2026-11-20") },
      }));
      const totals = (await site.picks.pick(asked)).map(({ total }) => total);
      assert.deepEqual(totals, [1, 0], "asked for together, it is its owner's alone all the same");
      const since = site.clock.now().toISOString();
      assert.equal((await site.pick("collection", shared.id, { since })).total, 0);
      const before = { from: day("2026-11-18"), until: day("2026-11-19") };
      assert.equal((await site.pick("collection", shared.id, before)).total, 0);
      await collections.remove(ada, shared.id);
      assert.deepEqual(await of(shared.id, readerOf(bob)), []);
    }));

  test("replies are what others answered to the reader in that time, oldest first", () =>
    withPicks(async (site) => {
      const { comments } = site.community;
      const { clock } = site;
      const [id] = await site.addPapers("2611.00001");
      const [ada, bob] = [await site.actor("ada"), await site.actor("bob")];
      const first = await comments.post(ada, { paperId: id!, body: "Is that so?" });
      const answer = (who: Actor, body: string) =>
        comments.post(who, { paperId: id!, parentId: first.id, body });
      await answer(bob, "Before.");
      const since = clock.now().toISOString();
      clock.advance(1_000);
      await answer(bob, "> Is that so?\n\nIt **is**, see [the proof](https://example.org/p).");
      await answer(ada, "I answer myself.");
      clock.advance(1_000);
      await answer(bob, "And $x^2$.");
      const gone = await answer(bob, "Never mind.");
      await comments.remove(bob, gone.id);
      const list = await site.pick("replies", "", { reader: readerOf(ada), since });
      assert.deepEqual(list.picks, []);
      assert.deepEqual(
        list.replies?.map(({ by, text }) => [by, text]),
        [
          ["bob", "It is, see the proof."],
          ["bob", "And $x^2$."],
        ],
      );
      assert.equal((await site.pick("replies", "", { reader: readerOf(ada) })).total, 3);
      assert.equal((await site.pick("replies", "", { reader: readerOf(bob) })).total, 0);
      assert.equal((await site.pick("replies", "", { reader: "s:x" as ReaderId })).total, 0);
      await site.people.setState(bob.account.id, "disabled", "operator");
      assert.equal((await site.pick("replies", "", { reader: readerOf(ada) })).total, 0);
    }));

  test("what is recommended to readers is asked for at once and said why", () =>
    withPicks(async (site) => {
      await site.bring("2026-11-20", { arxivId: "2611.00001" }, { arxivId: "2611.00002" });
      await site.bring("2026-11-01", { arxivId: "2611.00009", title: "The $x$ of gears" });
      const asked: (readonly RecommendRequest[])[] = [];
      const picks = createPicks({
        ...site,
        recommendations: {
          async recommend(requests) {
            asked.push(requests);
            return requests.map(() => ({
              stage: "similar" as const,
              total: 40,
              picks: [
                {
                  paperId: paperId("2611.00002"),
                  score: 1,
                  reason: { kind: "liked", paperId: paperId("2611.00009"), terms: ["gear"] },
                },
                {
                  paperId: paperId("2611.00001"),
                  score: 0.5,
                  reason: { kind: "interest", label: "small gears", terms: [] },
                },
              ],
            }));
          },
        },
      });
      const request = (reader: string) => ({
        subject: { kind: "for-me", target: "" } as const,
        reader: reader as ReaderId,
        from: day("2026-11-20"),
        until: day("2026-11-20"),
        limit: 5,
      });
      const [first, second] = await picks.pick([request("a"), request("s:b")]);
      assert.equal(asked.length, 1);
      assert.deepEqual(idsOf(first!), ["2611.00002", "2611.00001"]);
      assert.deepEqual(
        second!.picks.map(({ reason }) => reason.text),
        ["Because you upvoted “The x of gears”", "Because you follow small gears"],
      );
      assert.equal(second!.total, 40);
    }));
});
