import assert from "node:assert/strict";
import { test } from "node:test";
import type { Account, AccountId } from "#accounts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import { aWish, type DigestBench, withDigests } from "../../../test/support/digests.ts";

function anAccount(traits: Partial<Account> = {}): Account {
  return {
    id: "account-00000001" as AccountId,
    name: "ada",
    displayName: "Ada",
    about: "",
    role: "reader",
    state: "active",
    createdAt: "2026-11-01T00:00:00.000Z",
    email: "ada@example.org",
    isVerified: true,
    preferences: { shortcuts: true, hidesRead: false },
    ...traits,
  };
}

describeOnEachDatabase("the digests of an account", (withDatabase) => {
  const withBench = (use: (bench: DigestBench) => Promise<void>, options = {}) =>
    withDatabase((database, settings) => withDigests(database, settings, options, use));

  test("are its own: made when first asked for, and the same ever after", () =>
    withBench(async ({ digests }) => {
      const account = anAccount();
      assert.deepEqual(await digests.digestsOf(account.id), []);
      const subscriber = await digests.ofAccount(account);
      assert.partialDeepStrictEqual(subscriber, {
        reader: account.id,
        email: "ada@example.org",
        state: "active",
        accountId: account.id,
        digests: [],
      });
      await digests.add(subscriber.id, aWish());
      assert.equal((await digests.ofAccount(account)).digests.length, 1);
      assert.equal((await digests.digestsOf(account.id)).length, 1);
    }));

  test("are those that its address subscribed to before, with what was said by mail", () => {
    const adopted: string[] = [];
    const recommendations = {
      interests: {} as never,
      adopt: async (from: string, to: string) => void adopted.push(`${from} ${to}`),
      forget: async () => {},
    };
    return withBench(
      async (bench) => {
        const id = await bench.enrol("ada@example.org");
        const { digests, ...subscriber } = await bench.digests.ofAccount(anAccount());
        assert.equal(subscriber.id, id);
        assert.equal(digests.length, 1);
        assert.deepEqual(adopted, [`s:${id} account-00000001`]);
        await bench.digests.ofAccount(anAccount());
        assert.equal(adopted.length, 1);
      },
      { parts: { recommendations } },
    );
  });

  test("of two accounts never mix, though one takes the other's old address", () =>
    withBench(async ({ digests }) => {
      const ada = await digests.ofAccount(anAccount());
      const eve = await digests.ofAccount(anAccount({ id: "account-00000002" as AccountId }));
      assert.notEqual(eve.id, ada.id);
      assert.equal(eve.email, undefined);
      const wish = { ...aWish(), route: "mail" } as const;
      await assert.rejects(digests.add(eve.id, wish), { code: "invalid" });
      const feed = await digests.add(eve.id, { ...wish, route: "feed" });
      await assert.rejects(digests.change(ada.id, feed.id, { papers: 3 }), { code: "not_found" });
      await assert.rejects(digests.remove(ada.id, feed.id), { code: "not_found" });
    }));

  test("are at most fifty", () =>
    withBench(async ({ digests }) => {
      const { id } = await digests.ofAccount(anAccount());
      for (let count = 0; count < 50; count++) await digests.add(id, aWish());
      await assert.rejects(digests.add(id, aWish()), { code: "conflict" });
    }));

  test("are not taken when they could not be", () =>
    withBench(async ({ digests }) => {
      const { id } = await digests.ofAccount(anAccount());
      for (const wrong of [
        { papers: 0 },
        { papers: 51 },
        { papers: 2.5 },
        { route: "fax" as never },
        { schedule: { ...aWish().schedule, hour: 24 } },
        { schedule: { ...aWish().schedule, weekday: 0 } },
        { schedule: { ...aWish().schedule, timeZone: "Mars/Base" } },
        { schedule: { ...aWish().schedule, cadence: "hourly" as never } },
      ]) {
        await assert.rejects(digests.add(id, { ...aWish(), ...wrong }), { code: "invalid" });
      }
      assert.deepEqual(await digests.digestsOf(anAccount().id), []);
    }));

  test("go with the account, and are in what it takes along", () =>
    withBench(async (bench) => {
      const account = anAccount();
      const { id } = await bench.digests.ofAccount(account);
      const digest = await bench.digests.add(id, aWish());
      await bench.digests.send({ now: new Date("2026-11-21T08:00:00Z") });
      const exported = await bench.digests.exportData(account.id);
      assert.equal((exported.digests as unknown[]).length, 1);
      assert.equal((exported.papersBrought as unknown[]).length, 2);
      await bench.digests.forget(account.id);
      assert.deepEqual(await bench.digests.exportData(account.id), {});
      await assert.rejects(bench.digests.openRead(digest.readToken), { code: "not_found" });
      await bench.digests.forget(account.id);
    }));

  test("open to whoever has the address of one, which tells nothing of the others", () =>
    withBench(async ({ digests }) => {
      const { id } = await digests.ofAccount(anAccount());
      const first = await digests.add(id, aWish());
      const second = await digests.add(id, aWish({ cadence: "weekly" }));
      assert.notEqual(first.readToken, second.readToken);
      assert.equal((await digests.openRead(first.readToken)).id, first.id);
      await assert.rejects(digests.open(first.readToken), { code: "not_found" });
      await assert.rejects(digests.unsubscribe(first.readToken), { code: "not_found" });
      const swapped = `r${second.id}${first.readToken.slice(17)}`;
      await assert.rejects(digests.openRead(swapped), { code: "not_found" });
    }));
});
