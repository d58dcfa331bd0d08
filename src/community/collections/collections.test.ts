import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PaperId } from "#papers";
import { openTestCommunity, type TestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

const idsOf = async (site: TestCommunity, id: string, owner: string) => {
  const page = await site.community.collections.entries(id, { limit: 100 }, owner as never);
  return page.items.map(({ paperId }) => paperId as string);
};

describeOnEachDatabase("collections", (withDatabase) => {
  const withSite = (use: (site: TestCommunity) => Promise<void>) =>
    withDatabase((database, settings) => use(openTestCommunity({ database, settings })));

  test("who may see a collection goes by its visibility", () =>
    withSite(async (site) => {
      const ada = await site.actor("ada");
      const grace = await site.actor("grace");
      const { collections } = site.community;
      const made = await collections.create(ada, { title: "  To   read " });
      assert.equal(made.title, "To read");
      assert.equal(made.visibility, "private");
      assert.match(made.id, /^[\w-]{22}$/);
      const seen = () => collections.find(made.id, grace.account.id);
      await assert.rejects(seen(), { code: "not_found" });
      await assert.rejects(collections.find(made.id), { code: "not_found" });
      await assert.rejects(collections.entries(made.id, {}), { code: "not_found" });
      await assert.rejects(collections.update(grace, made.id, { title: "Mine" }), {
        code: "not_found",
      });
      await collections.update(ada, made.id, { visibility: "link" });
      assert.equal((await seen()).title, "To read");
      assert.deepEqual(await collections.listOf(ada.account.id, grace.account.id), []);
      assert.deepEqual((await collections.listPublic({})).items, []);
      await assert.rejects(collections.update(grace, made.id, { title: "Mine" }), {
        code: "forbidden",
      });
      await assert.rejects(collections.remove(grace, made.id), { code: "forbidden" });
      await collections.update(ada, made.id, { visibility: "public" });
      assert.equal((await collections.listOf(ada.account.id)).length, 1);
      assert.equal((await collections.listPublic({})).items.length, 1);
      const { people } = site.accounts;
      await people.setState(ada.account.id, "disabled", "operator");
      await assert.rejects(seen(), { code: "not_found" }, "goes out of sight with its owner");
      assert.deepEqual((await collections.listPublic({})).items, []);
      await people.setState(ada.account.id, "active", "operator");
      assert.equal((await seen()).title, "To read");
      await collections.remove(ada, made.id);
      await assert.rejects(collections.find(made.id, ada.account.id), { code: "not_found" });
    }));

  test("a paper is in it once, with its note, and public ones that hold it are found", () =>
    withSite(async (site) => {
      const [paper] = await site.addPapers("2611.00001");
      const ada = await site.actor("ada");
      const { collections } = site.community;
      const { id } = await collections.create(ada, { title: "Gears", visibility: "public" });
      await collections.add(ada, id, paper!, "for the third chapter");
      await collections.add(ada, id, paper!, "another note");
      const { items } = await collections.entries(id, {});
      assert.deepEqual(
        items.map(({ paperId, note }) => [paperId, note]),
        [[paper, "for the third chapter"]],
      );
      assert.equal((await collections.find(id)).papers, 1);
      await collections.setNote(ada, id, paper!, "for the fourth");
      assert.equal((await collections.entries(id, {})).items[0]!.note, "for the fourth");
      assert.equal((await collections.holding(paper!, 5))[0]!.id, id);
      await assert.rejects(collections.add(ada, id, "2611.99999" as PaperId), {
        code: "not_found",
      });
      await assert.rejects(collections.setNote(ada, id, "2611.99999" as PaperId, ""), {
        code: "not_found",
      });
      await collections.drop(ada, id, paper!);
      assert.equal((await collections.find(id)).papers, 0);
    }));

  test("what is wrong with a title, a note or a visibility is said", () =>
    withSite(async (site) => {
      const ada = await site.actor("ada");
      const { collections } = site.community;
      for (const title of ["", "   ", "x".repeat(121)]) {
        await assert.rejects(collections.create(ada, { title }), { code: "invalid" });
      }
      const wrong = { title: "A", visibility: "secret" as "private" };
      await assert.rejects(collections.create(ada, wrong), { code: "invalid" });
    }));

  test("any moves leave the order that a plain list has after them", () =>
    withSite(async (site) => {
      const ids = Array.from({ length: 6 }, (_, index) => `2611.0000${index}`);
      const papers = await site.addPapers(...ids);
      const ada = await site.actor("ada");
      const { collections } = site.community;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 8 })), { maxLength: 20 }),
          async (moves) => {
            const { id } = await collections.create(ada, { title: "Order" });
            for (const paper of papers) await collections.add(ada, id, paper);
            let model: string[] = [...papers];
            for (const [index, place] of moves) {
              const paper = papers[index]!;
              await collections.move(ada, id, paper, place);
              model = model.filter((one) => one !== paper);
              model.splice(place - 1, 0, paper);
            }
            assert.deepEqual(await idsOf(site, id, ada.account.id), model);
            await collections.remove(ada, id);
          },
        ),
        { numRuns: 6 },
      );
    }));

  test("papers moved between the same two for ever find room", () =>
    withSite(async (site) => {
      const papers = await site.addPapers("2611.00001", "2611.00002", "2611.00003");
      const ada = await site.actor("ada");
      const { collections } = site.community;
      const { id } = await collections.create(ada, { title: "Order" });
      for (const paper of papers) await collections.add(ada, id, paper);
      for (let round = 0; round < 60; round++) {
        const [, second, third] = await idsOf(site, id, ada.account.id);
        await collections.move(ada, id, third as PaperId, 2);
        const after = await idsOf(site, id, ada.account.id);
        assert.deepEqual(after, [papers[0], third, second]);
      }
    }));
});
