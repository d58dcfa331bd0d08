import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "#community";
import type { PaperId } from "#papers";
import { openTestCommunity } from "../../../test/support/community.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

const DAY_MS = 86_400_000;

describeOnEachDatabase("votes", (withDatabase) => {
  const withCommunity = (
    use: (site: ReturnType<typeof openTestCommunity>) => Promise<void>,
    rules = {},
  ) => withDatabase((database, settings) => use(openTestCommunity({ database, settings, rules })));

  test("a vote is counted once however often it is cast, and goes when it is withdrawn", () =>
    withCommunity(async (site) => {
      const [paper] = await site.addPapers("2611.00001");
      const ada = await site.actor("ada");
      const before = await site.papers.lastChange();
      const { votes } = site.community;
      assert.deepEqual(await votes.cast(ada, paper!), { isVoted: true, upvotes: 1 });
      assert.deepEqual(await votes.cast(ada, paper!), { isVoted: true, upvotes: 1 });
      assert.equal(await site.papers.lastChange(), before + 1, "one change for one vote");
      const cast = await site.counts(paper!);
      assert.deepEqual([cast.upvotes, cast.counted, cast.votes], [1, 1, 1]);
      assert.deepEqual(await votes.withdraw(ada, paper!), { isVoted: false, upvotes: 0 });
      assert.deepEqual(await votes.withdraw(ada, paper!), { isVoted: false, upvotes: 0 });
      const gone = await site.counts(paper!);
      assert.deepEqual([gone.upvotes, gone.counted, gone.votes], [0, 0, 0]);
    }));

  test("of a hundred votes of one account at once one stands", () =>
    withCommunity(async (site) => {
      const [paper] = await site.addPapers("2611.00001");
      const ada = await site.actor("ada");
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, () => site.community.votes.cast(ada, paper!)),
      );
      assert.ok(outcomes.every(({ upvotes }) => upvotes === 1));
      assert.equal((await site.counts(paper!)).votes, 1);
    }));

  test("a vote for a paper that is not there fails alone", () =>
    withCommunity(async (site) => {
      const [paper] = await site.addPapers("2611.00001");
      const people = await Promise.all(
        Array.from({ length: 20 }, (_, index) => site.actor(`p${index}x`)),
      );
      const settled = await Promise.allSettled(
        people.map((actor, index) =>
          site.community.votes.cast(actor, index % 4 === 0 ? ("2611.99999" as PaperId) : paper!),
        ),
      );
      const failed = settled.filter(({ status }) => status === "rejected");
      assert.equal(failed.length, 5);
      const { reason } = failed[0] as PromiseRejectedResult;
      assert.equal(reason.code, "not_found");
      assert.equal((await site.counts(paper!)).upvotes, 15);
    }));

  test("votes of two processes are counted together", () =>
    withDatabase(async (database, settings) => {
      const one = openTestCommunity({ database, settings });
      const other = openTestCommunity({ database, settings });
      const [paper] = await one.addPapers("2611.00001");
      const people: Actor[] = [];
      for (let index = 0; index < 30; index++) people.push(await one.actor(`p${index}x`));
      await Promise.all(
        people.map((actor, index) => (index % 2 ? one : other).community.votes.cast(actor, paper!)),
      );
      const { upvotes, votes } = await one.counts(paper!);
      assert.deepEqual([upvotes, votes], [30, 30]);
    }));

  test("votes of a new account are shown at once and count for the order when it is old enough", () =>
    withCommunity(
      async (site) => {
        const [paper] = await site.addPapers("2611.00001");
        const ada = await site.actor("ada");
        const trusted = await site.actor("grace", "trusted");
        const { votes } = site.community;
        const outcome = await votes.cast(ada, paper!);
        assert.equal(outcome.countsFrom, "2026-11-23T12:00:00.000Z");
        assert.equal((await votes.cast(trusted, paper!)).countsFrom, undefined);
        const shown = await site.counts(paper!);
        assert.deepEqual([shown.upvotes, shown.counted], [2, 1]);
        site.clock.advance(2 * DAY_MS);
        assert.equal(await votes.mature(), 0);
        site.clock.advance(DAY_MS);
        assert.equal(await votes.mature(), 1);
        assert.equal((await site.counts(paper!)).counted, 2);
        assert.equal(await votes.mature(), 0, "once is enough");
        const weights = async () =>
          (await votes.since("2026-11-01")).map(({ weight }) => weight).sort();
        assert.deepEqual(await weights(), [0.3, 1]);
        site.clock.advance(4 * DAY_MS);
        assert.equal(await votes.mature(), 1);
        assert.deepEqual(await weights(), [1, 1]);
      },
      { votesCountAfterDays: 3 },
    ));

  test("of votes that one network brings within minutes the square root counts", () =>
    withCommunity(async (site) => {
      const [paper, other] = await site.addPapers("2611.00001", "2611.00002");
      const ring = await Promise.all(
        Array.from({ length: 17 }, (_, i) => site.actor(`ring${i}x`, "reader", "198.51.100.0/24")),
      );
      await Promise.all(ring.map((actor) => site.community.votes.cast(actor, paper!)));
      const { upvotes, counted } = await site.counts(paper!);
      assert.deepEqual([upvotes, counted], [17, 4]);
      await site.community.votes.cast(ring[0]!, other!);
      assert.equal((await site.counts(other!)).counted, 1, "another paper is another burst");
      site.clock.advance(11 * 60_000);
      const late = await site.actor("late", "reader", "198.51.100.0/24");
      await site.community.votes.cast(late, paper!);
      assert.equal((await site.counts(paper!)).counted, 5, "ten minutes later it is none");
      site.clock.advance(8 * DAY_MS);
      await site.community.votes.mature();
      assert.equal((await site.counts(paper!)).counted, 5, "age does not undo a burst");
    }));

  test("a burst is one whichever process its votes come to, and after a restart", () =>
    withDatabase(async (database, settings) => {
      const sites = Array.from({ length: 4 }, () => openTestCommunity({ database, settings }));
      const [first] = sites;
      const [paper] = await first!.addPapers("2611.00001");
      for (let index = 0; index < 8; index++) {
        const actor = await first!.actor(`ring${index}x`, "reader", "198.51.100.0/24");
        await sites[index % sites.length]!.community.votes.cast(actor, paper!);
      }
      const { upvotes, counted } = await first!.counts(paper!);
      assert.deepEqual([upvotes, counted], [8, 2]);
    }));

  test("the key of the networks is another one every day, and gone within two days", () =>
    withCommunity(async (site) => {
      const [paper, other] = await site.addPapers("2611.00001", "2611.00002");
      const ada = await site.actor("ada", "reader", "198.51.100.0/24");
      await site.community.votes.cast(ada, paper!);
      site.clock.advance(DAY_MS);
      await site.community.votes.cast(ada, other!);
      const { kysely } = site.database;
      const votes = await kysely.selectFrom("vote").select("network").execute();
      assert.equal(new Set(votes.map(({ network }) => network)).size, 2);
      const days = async () =>
        (await kysely.selectFrom("network_key").select("day").orderBy("day").execute()).map(
          ({ day }) => day,
        );
      await site.community.votes.mature();
      assert.deepEqual(await days(), ["2026-11-20", "2026-11-21"]);
      site.clock.advance(DAY_MS);
      await site.community.votes.mature();
      assert.deepEqual(await days(), ["2026-11-21"]);
    }));

  test("votes cast before count whole once their account is trusted, or verified", () =>
    withCommunity(
      async (site) => {
        const [paper] = await site.addPapers("2611.00001");
        const [ada, late] = [await site.actor("ada"), await site.actor("late")];
        await site.setVerified(late, null);
        const { votes } = site.community;
        const weights = async () => {
          const cast = await votes.since("2026-11-01");
          return cast.map(({ weight }) => weight).sort();
        };
        await votes.cast(ada, paper!);
        await votes.cast(await site.again(late), paper!);
        assert.deepEqual(await weights(), [0, 0]);
        await votes.mature();
        site.clock.advance(60_000);
        await site.people.setRole(ada.account.id, "trusted", "operator");
        assert.equal(await votes.mature(), 1);
        assert.deepEqual(await weights(), [0, 1]);
        assert.equal((await site.counts(paper!)).counted, 1);
        site.clock.advance(10 * DAY_MS);
        assert.equal(await votes.mature(), 0, "not verified");
        site.clock.advance(60_000);
        await site.setVerified(late, site.clock.now().toISOString());
        assert.equal(await votes.mature(), 1);
        assert.deepEqual(await weights(), [1, 1]);
      },
      { votesCountAfterDays: 3 },
    ));

  test("the network of a vote is kept as nobody can read it, for two weeks", () =>
    withCommunity(async (site) => {
      const [paper] = await site.addPapers("2611.00001");
      const ada = await site.actor("ada", "reader", "198.51.100.0/24");
      await site.community.votes.cast(ada, paper!);
      const network = async () =>
        (await site.database.kysely.selectFrom("vote").select("network").execute())[0]!.network;
      assert.match(await network(), /^[\w-]{12}$/);
      site.clock.advance(13 * DAY_MS);
      await site.community.votes.mature();
      assert.notEqual(await network(), "");
      site.clock.advance(2 * DAY_MS);
      await site.community.votes.mature();
      assert.equal(await network(), "");
    }));

  test("lists of votes are read page by page, newest first", () =>
    withCommunity(async (site) => {
      const ids = Array.from({ length: 5 }, (_, index) => `2611.0000${index}`);
      const papers = await site.addPapers(...ids);
      const ada = await site.actor("ada");
      const { votes } = site.community;
      for (const paper of papers) {
        await votes.cast(ada, paper);
        site.clock.advance(1_000);
      }
      const first = await votes.votesOf(ada.account.id, { limit: 3 });
      const second = await votes.votesOf(ada.account.id, { limit: 3, cursor: first.next! });
      const read = [...first.items, ...second.items].map(({ paperId }) => paperId);
      assert.deepEqual(read, papers.toReversed());
      assert.equal(second.next, undefined);
      const voters = await votes.votersOf(papers[0]!, {});
      assert.deepEqual(
        voters.items.map(({ accountId }) => accountId),
        [ada.account.id],
      );
    }));
});
