import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountsBench,
  DAY_MS,
  MINUTE_MS,
  openAccounts,
} from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import type { Scope } from "../viewer.ts";
import { createTokenSecret, isTokenSecret } from "./token-secret.ts";

const wanted = { label: "laptop", scopes: ["vote", "read"], days: 30 } as const;

test("a token is known by its checksum, and one with a character changed is none", () => {
  for (let count = 0; count < 200; count++) {
    const secret = createTokenSecret();
    assert.match(secret, /^dp_[\w-]{43}[0-9a-z]{6}$/);
    assert.ok(isTokenSecret(secret));
    const place = 3 + (count % 43);
    const other = secret[place] === "A" ? "B" : "A";
    assert.ok(!isTokenSecret(secret.slice(0, place) + other + secret.slice(place + 1)));
  }
});

describeOnEachDatabase("tokens", (withDatabase) => {
  const withAccounts = (use: (bench: AccountsBench) => Promise<void>) =>
    withDatabase(async (database, settings) => use(await openAccounts(database, settings)));

  test("a token is its account with some scopes, until its last day", () =>
    withAccounts(async ({ accounts: { people, tokens }, clock }) => {
      const ada = await people.create({ name: "ada" });
      const { secret, token } = await tokens.create(ada.id, wanted);
      assert.deepEqual(token.scopes, ["read", "vote"]);
      const viewer = await tokens.find(secret);
      assert.deepEqual(viewer?.account, ada);
      assert.equal(viewer?.via, "token");
      assert.deepEqual([...(viewer?.scopes ?? [])], ["read", "vote"]);
      assert.equal(viewer?.sessionId, undefined);
      clock.advance(30 * DAY_MS - 1);
      assert.ok(await tokens.find(secret));
      clock.advance(1);
      assert.equal(await tokens.find(secret), undefined);
    }));

  test("it is listed without its secret, and revoked by its owner alone", () =>
    withDatabase(async (database, settings) => {
      const { accounts, clock } = await openAccounts(database, settings);
      const { people, tokens } = accounts;
      const ada = await people.create({ name: "ada" });
      const eve = await people.create({ name: "eve" });
      const { secret, token } = await tokens.create(ada.id, wanted);
      const stored = await database.kysely.selectFrom("api_token").selectAll().execute();
      assert.ok(!JSON.stringify(stored).includes(secret));
      assert.deepEqual(await tokens.list(ada.id), [token]);
      await tokens.find(secret);
      await accounts.idle();
      const usedAt = clock.now().toISOString();
      assert.equal((await tokens.list(ada.id))[0]?.usedAt, usedAt);
      clock.advance(MINUTE_MS - 1);
      await tokens.find(secret);
      await accounts.idle();
      assert.equal((await tokens.list(ada.id))[0]?.usedAt, usedAt, "within the minute");
      await tokens.revoke(eve.id, token.tokenId);
      assert.ok(await tokens.find(secret));
      await tokens.revoke(ada.id, token.tokenId);
      assert.equal(await tokens.find(secret), undefined);
      const kinds = (await people.events(ada.id, 9)).map(({ kind }) => kind);
      assert.ok(kinds.includes("token-made") && kinds.includes("token-ended"));
    }));

  test("scopes that do not exist, none, and days beyond a year are refused", () =>
    withAccounts(async ({ accounts: { people, tokens } }) => {
      const ada = await people.create({ name: "ada" });
      for (const bad of [
        { ...wanted, scopes: [] as Scope[] },
        { ...wanted, scopes: ["read", "admin"] as Scope[] },
        { ...wanted, days: 0 },
        { ...wanted, days: 367 },
        { ...wanted, days: 1.5 },
        { ...wanted, label: "x".repeat(61) },
      ]) {
        await assert.rejects(tokens.create(ada.id, bad), { code: "invalid" });
      }
    }));

  test("an account has fifty tokens at most", () =>
    withAccounts(async ({ accounts: { people, tokens } }) => {
      const ada = await people.create({ name: "ada" });
      for (let count = 0; count < 50; count++) await tokens.create(ada.id, wanted);
      await assert.rejects(tokens.create(ada.id, wanted), { code: "conflict" });
    }));
});
