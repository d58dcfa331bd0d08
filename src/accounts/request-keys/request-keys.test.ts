import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY_MS, HOUR_MS, openAccounts } from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

const answer = { status: 201, body: '{"id":1}' };

describeOnEachDatabase("request keys", (withDatabase) => {
  const withKeys = (use: (bench: Awaited<ReturnType<typeof open>>) => Promise<void>) =>
    withDatabase(async (database, settings) => use(await open(database, settings)));
  async function open(...given: Parameters<typeof openAccounts>) {
    const { accounts, clock } = await openAccounts(...given);
    const { id } = await accounts.people.create({ name: "ada" });
    const eve = await accounts.people.create({ name: "eve" });
    return { keys: accounts.requestKeys, accounts, clock, id, eve: eve.id };
  }

  test("the second request with a key gets the answer of the first, for a day", () =>
    withKeys(async ({ keys, clock, id }) => {
      assert.equal(await keys.take(id, "k1", "POST /votes {}"), undefined);
      await keys.keep(id, "k1", answer);
      assert.deepEqual(await keys.take(id, "k1", "POST /votes {}"), answer);
      clock.advance(DAY_MS - 1);
      assert.deepEqual(await keys.take(id, "k1", "POST /votes {}"), answer);
      clock.advance(1);
      assert.equal(await keys.take(id, "k1", "POST /votes {}"), undefined);
    }));

  test("a key is its account's, and for one request alone", () =>
    withKeys(async ({ keys, id, eve }) => {
      await keys.take(id, "k1", "one");
      await keys.keep(id, "k1", answer);
      await assert.rejects(keys.take(id, "k1", "two"), { code: "invalid" });
      assert.equal(await keys.take(eve, "k1", "two"), undefined);
    }));

  test("of two at once one goes on", () =>
    withKeys(async ({ keys, id }) => {
      const both = await Promise.allSettled([keys.take(id, "k", "one"), keys.take(id, "k", "one")]);
      assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      const other = keys.take(id, "k", "one");
      await assert.rejects(other, { code: "conflict" });
    }));

  test("a request that failed lets go of its key, one that is answered does not", () =>
    withKeys(async ({ keys, id }) => {
      await keys.take(id, "k", "one");
      await keys.release(id, "k");
      assert.equal(await keys.take(id, "k", "two"), undefined);
      await keys.keep(id, "k", answer);
      await keys.release(id, "k");
      assert.deepEqual(await keys.take(id, "k", "two"), answer);
    }));

  test("a key of a request that never ended is free after a while, for one", () =>
    withKeys(async ({ keys, clock, id }) => {
      await keys.take(id, "k", "one");
      clock.advance(HOUR_MS);
      const both = await Promise.allSettled([keys.take(id, "k", "one"), keys.take(id, "k", "one")]);
      assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    }));

  test("keys are visible characters, and the old ones go", () =>
    withKeys(async ({ keys, accounts, clock, id }) => {
      for (const bad of ["", "a b", "\n", "ä", "x".repeat(256)]) {
        await assert.rejects(keys.take(id, bad, "one"), { code: "invalid" });
      }
      await keys.take(id, "x".repeat(255), "one");
      clock.advance(DAY_MS + 1);
      await accounts.tidy();
      assert.equal(await keys.take(id, "x".repeat(255), "two"), undefined);
    }));
});
