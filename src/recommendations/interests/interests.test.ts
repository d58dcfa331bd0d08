import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import type { SearchRequest } from "#search";
import { openTestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { createFeedback } from "../feedback/create-feedback.ts";
import { createReadAddresses } from "../read-address/create-read-addresses.ts";
import { readerOfAccount, readerOfSubscriber } from "../reader-id.ts";
import type { Interest } from "../recommendations.ts";
import { createInterests } from "./create-interests.ts";

const ada = readerOfSubscriber("ada");

describeOnEachDatabase("what a reader says", (withDatabase) => {
  type Use = Parameters<typeof withDatabase>[0];
  const withReader = (use: (room: ReturnType<typeof openRoom>) => Promise<void>) =>
    withDatabase((...given) => use(openRoom(...given)));

  function openRoom(...[database, settings]: Parameters<Use>) {
    const site = openTestCommunity({ database, settings });
    const { clock, papers } = site;
    const search = {
      // One paper, of Ada Lovelace and in physics.class-ph.
      async find({ filters }: SearchRequest) {
        const isThere =
          filters?.authors?.[0] === "ada-lovelace" || filters?.categories?.[0] === "cs.LG";
        return { hits: isThere ? [{ paperId: "2611.00001" as PaperId }] : [] } as never;
      },
    };
    const learned: Interest[] = [];
    const interests = createInterests({
      database,
      clock,
      papers,
      search,
      learn: async () => learned,
    });
    const feedback = createFeedback({ database, papers, clock });
    const addresses = createReadAddresses({ database, secret: () => Buffer.from("secret") });
    return { ...site, interests, feedback, addresses, learned };
  }

  test("interests of all kinds are kept once, named, in the order in which they were said", () =>
    withReader(async ({ interests, addPapers, clock }) => {
      await addPapers("2611.00001");
      const add = async (kind: Interest["kind"], target: string) => {
        clock.advance(1_000);
        return interests.add(ada, { kind, target });
      };
      await add("topic", "  graph   networks ");
      await add("author", "Ada Lovelace");
      await add("category", "cs.LG");
      await add("search", "?q=speech&category=eess.AS");
      const again = await add("topic", "graph networks");
      const list = await interests.list(ada);
      assert.deepEqual(
        list.map(({ kind, target, label, words }) => ({ kind, target, label, words })),
        [
          {
            kind: "topic",
            target: "graph networks",
            label: "graph networks",
            words: ["graph", "networks"],
          },
          { kind: "author", target: "ada-lovelace", label: "Ada Lovelace", words: [] },
          { kind: "category", target: "cs.LG", label: "cs.LG", words: [] },
          {
            kind: "search",
            target: "q=speech&category=eess.AS",
            label: "speech",
            words: ["speech"],
          },
        ],
      );
      assert.equal(again.id, list[0]!.id);
    }));

  test("what names nothing, or too much, is refused with what to change", () =>
    withReader(async ({ interests }) => {
      const refused = (kind: string, target: string, message: RegExp) =>
        assert.rejects(interests.add(ada, { kind: kind as never, target }), {
          code: "invalid",
          message,
        });
      await refused("topic", "of the", /holds no word/);
      await refused("topic", " ", /1 to 300/);
      await refused("topic", "x".repeat(301), /1 to 300/);
      await refused("author", "Nobody", /No author/);
      await refused("category", "zz.ZZ", /No paper here/);
      await refused("search", "q=", /needs words or filters/);
      await refused("mood", "good", /one of: topic/);
      for (let at = 0; at < 50; at += 1) {
        await interests.add(ada, { kind: "keyword", target: `word${at}` });
      }
      await refused("keyword", "one more", /50 interests; remove one/);
    }));

  test("interests are renamed, weighed and muted by their reader alone, within bounds", () =>
    withReader(async ({ interests }) => {
      const { id } = await interests.add(ada, { kind: "topic", target: "gears" });
      await interests.change(ada, id, { weight: 4, label: "Wheels" });
      await interests.change(ada, id, { isMuted: true });
      const [changed] = await interests.list(ada);
      assert.deepEqual([changed!.label, changed!.weight, changed!.isMuted], ["Wheels", 4, true]);
      for (const weight of [0, 4.1, Number.NaN]) {
        await assert.rejects(interests.change(ada, id, { weight }), { code: "invalid" });
      }
      const other = readerOfSubscriber("grace");
      await assert.rejects(interests.change(other, id, { weight: 2 }), { code: "not_found" });
      await interests.remove(other, id);
      assert.equal((await interests.list(ada)).length, 1);
      await interests.remove(ada, id);
      await interests.remove(ada, id);
      assert.equal((await interests.list(ada)).length, 0);
    }));

  test("marks are kept once, change, and are taken back; papers that are not there have none", () =>
    withReader(async ({ feedback, addPapers }) => {
      const [one, two] = await addPapers("2611.00001", "2611.00002");
      await feedback.mark(ada, one!, "more");
      await feedback.mark(ada, one!, "less");
      await feedback.mark(ada, two!, "more");
      await feedback.mark(ada, two!, null);
      await feedback.mark(ada, two!, null);
      const { markedPapers } = await feedback.exportData(ada);
      assert.deepEqual(
        (markedPapers as { paperId: string; mark: string }[]).map(({ paperId, mark }) => [
          paperId,
          mark,
        ]),
        [[one, "less"]],
      );
      await assert.rejects(feedback.mark(ada, "2611.99999" as PaperId, "more"), {
        code: "not_found",
      });
    }));

  test("an account takes over what its subscriber said, and its own words stand", () =>
    withReader(async ({ interests, feedback, addPapers, actor }) => {
      const [one, two] = await addPapers("2611.00001", "2611.00002");
      const { account } = await actor("ada");
      const reader = readerOfAccount(account.id);
      await interests.add(ada, { kind: "topic", target: "gears" });
      await interests.add(ada, { kind: "topic", target: "wheels" });
      await interests.add(reader, { kind: "topic", target: "gears", label: "My gears" });
      await feedback.mark(ada, one!, "more");
      await feedback.mark(ada, two!, "more");
      await feedback.mark(reader, one!, "less");
      await feedback.adopt(ada, account.id);
      const labels = (await interests.list(reader)).map(({ label }) => label).sort();
      assert.deepEqual(labels, ["My gears", "wheels"]);
      const { markedPapers } = await feedback.exportData(reader);
      const marks = new Map(
        (markedPapers as { paperId: string; mark: string }[]).map((one) => [one.paperId, one.mark]),
      );
      assert.deepEqual([marks.get(one!), marks.get(two!)], ["less", "more"]);
      assert.deepEqual((await feedback.exportData(ada)).markedPapers, []);
    }));

  test("starting over forgets interests and marks; leaving forgets the feed's address too", () =>
    withReader(async ({ interests, feedback, addresses, addPapers, database }) => {
      const [one] = await addPapers("2611.00001");
      const say = async () => {
        await interests.add(ada, { kind: "topic", target: "gears" });
        await feedback.mark(ada, one!, "less");
      };
      await say();
      const token = await addresses.renew(ada);
      await interests.reset(ada);
      assert.deepEqual(await interests.list(ada), []);
      assert.deepEqual((await feedback.exportData(ada)).markedPapers, []);
      assert.equal(await addresses.open(token), ada);
      await say();
      await database.kysely
        .transaction()
        .execute((transaction) => feedback.forget(ada, transaction));
      assert.deepEqual(await interests.list(ada), []);
      await assert.rejects(addresses.open(token), { code: "not_found" });
    }));

  test("an address opens one reader's feed until it is renewed, and is not in the database", () =>
    withReader(async ({ addresses, database }) => {
      const grace = readerOfSubscriber("grace");
      assert.equal(await addresses.tokenOf(ada), undefined);
      const [one, other] = [await addresses.renew(ada), await addresses.renew(grace)];
      assert.equal(await addresses.tokenOf(ada), one);
      assert.deepEqual([await addresses.open(one), await addresses.open(other)], [ada, grace]);
      const rows = await database.kysely.selectFrom("read_address").selectAll().execute();
      assert.ok(!JSON.stringify(rows).includes(one));
      const renewed = await addresses.renew(ada);
      assert.notEqual(renewed, one);
      await assert.rejects(addresses.open(one), { code: "not_found" });
      assert.equal(await addresses.open(renewed), ada);
    }));
});
