import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountsBench,
  DAY_MS,
  home,
  MINUTE_MS,
  openAccounts,
} from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import type { AccountId } from "../account.ts";

const nobody = "AAAAAAAAAAAAAAAA" as AccountId;

describeOnEachDatabase("people", (withDatabase) => {
  const withAccounts = (use: (bench: AccountsBench) => Promise<void>) =>
    withDatabase(async (database, settings) => use(await openAccounts(database, settings)));

  test("a name is made of the shown name or the address, and counts up when it is taken", () =>
    withAccounts(async ({ accounts: { people } }) => {
      const names = [];
      for (const wanted of [
        { displayName: "Ada Lovelace" },
        { displayName: "Áda  LOVELACE!" },
        { email: "Ada.Lovelace+news@example.org" },
        { displayName: "王小明" },
        { displayName: "Admin" },
        { email: "root@example.org" },
        { displayName: "x".repeat(60) },
        { displayName: "x".repeat(59) },
      ]) {
        names.push((await people.create(wanted)).name);
      }
      assert.deepEqual(names, [
        "ada-lovelace",
        "ada-lovelace-2",
        "ada-lovelace-3",
        "reader",
        "reader-2",
        "reader-3",
        "x".repeat(30),
        `${"x".repeat(28)}-2`,
      ]);
    }));

  test("a chosen name is a few plain letters that nobody has and the site does not need", () =>
    withAccounts(async ({ accounts: { people } }) => {
      const ada = await people.create({ name: "Ada" });
      assert.equal(ada.name, "ada");
      for (const bad of [
        "a",
        "-ada",
        "ada-",
        "a--b",
        "ada lovelace",
        "àda",
        "x".repeat(31),
        "~x",
      ]) {
        await assert.rejects(people.create({ name: bad }), { code: "invalid" }, bad);
      }
      for (const taken of ["ada", "ADA", "admin", "api", "root", "ad-min", "admin1", "deleted"]) {
        await assert.rejects(people.create({ name: taken }), { code: "conflict" }, taken);
      }
      const eve = await people.create({ name: "eve" });
      await assert.rejects(people.update(eve.id, { name: "ada" }), { code: "conflict" });
      assert.equal((await people.update(eve.id, { name: "Eva" })).name, "eva");
      assert.equal((await people.findByName("EVA"))?.id, eve.id);
    }));

  test("people who come at once get names of their own", () =>
    withAccounts(async ({ accounts: { people } }) => {
      const made = await Promise.all(
        Array.from({ length: 10 }, () => people.create({ displayName: "Ada" })),
      );
      assert.equal(new Set(made.map(({ name }) => name)).size, 10);
    }));

  test("an address is one account's", () =>
    withAccounts(async ({ accounts: { people } }) => {
      const ada = await people.create({ email: "Ada@example.org" });
      assert.equal((await people.findByEmail(" ADA@example.org"))?.id, ada.id);
      assert.equal(await people.findByEmail("nobody"), undefined);
      const again = people.create({ email: "ada@EXAMPLE.org" });
      await assert.rejects(again, { code: "conflict" });
      await assert.rejects(people.create({ email: "ada" }), { code: "invalid" });
    }));

  test("a profile keeps what it is told, and nothing that hides or breaks a line", () =>
    withAccounts(async ({ accounts: { people } }) => {
      const { id } = await people.create({ name: "ada" });
      const about = "Engines.\n\nAnd notes.";
      const changed = await people.update(id, {
        displayName: " Ada  Lovelace ",
        about,
        preferences: { hidesRead: true },
      });
      assert.equal(changed.displayName, "Ada Lovelace");
      assert.equal(changed.about, about);
      assert.deepEqual(changed.preferences, { shortcuts: true, hidesRead: true });
      for (const displayName of ["a\u202eb", "a\0b", "x".repeat(61), "a\u200bb"]) {
        await assert.rejects(people.update(id, { displayName }), { code: "invalid" });
      }
      await assert.rejects(people.update(id, { about: "x".repeat(501) }), { code: "invalid" });
      assert.equal((await people.update(id, { displayName: "" })).displayName, "ada");
      await assert.rejects(people.update(nobody, { about }), { code: "not_found" });
    }));

  test("many are found in one query, the deleted ones as such", () =>
    withAccounts(async ({ accounts: { people } }) => {
      const ada = await people.create({ name: "ada" });
      const eve = await people.create({
        name: "eve",
        displayName: "Eve",
        email: "eve@example.org",
      });
      await people.remove(eve.id);
      const found = await people.findMany([ada.id, eve.id, ada.id, nobody]);
      assert.deepEqual([...found.keys()].sort(), [ada.id, eve.id].sort());
      assert.deepEqual(found.get(eve.id), {
        id: eve.id,
        name: "deleted",
        displayName: "",
        about: "",
        role: "reader",
        state: "deleted",
        createdAt: "1970-01-01T00:00:00.000Z",
      });
    }));

  test("the list goes by name, a page at a time, by the beginning of name or address", () =>
    withAccounts(async ({ accounts: { people } }) => {
      for (const name of ["cleo", "ada", "bea", "ann"]) {
        await people.create({ name, email: `${name}@example.org` });
      }
      await people.create({ name: "dora", email: "a.dora@example.org" });
      const names = async (request: { query: string; after?: string; limit: number }) =>
        (await people.list(request)).map(({ name }) => name);
      assert.deepEqual(await names({ query: "", limit: 2 }), ["ada", "ann"]);
      assert.deepEqual(await names({ query: "", after: "ann", limit: 2 }), ["bea", "cleo"]);
      assert.deepEqual(await names({ query: "A", limit: 9 }), ["ada", "ann", "dora"]);
      assert.deepEqual(await names({ query: "%", limit: 9 }), []);
    }));

  test("the last administrator keeps the role, and none is deleted with it", () =>
    withAccounts(async ({ accounts: { people } }) => {
      const ada = await people.create({ name: "ada", role: "admin" });
      const last = { code: "conflict" };
      await assert.rejects(people.setRole(ada.id, "reader", "operator"), last);
      await assert.rejects(people.setState(ada.id, "disabled", "operator"), last);
      await assert.rejects(people.remove(ada.id), last);
      const bea = await people.create({ name: "bea", role: "admin" });
      await assert.rejects(people.checkRemoval(ada.id), last);
      await assert.rejects(people.remove(ada.id), last, "as long as she has the role");
      const both = await Promise.allSettled(
        [ada, bea].map(({ id }) => people.setRole(id, "reader", "operator")),
      );
      assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      const left = both[0]?.status === "fulfilled" ? ada : bea;
      await people.checkRemoval(left.id);
      await people.remove(left.id);
    }));

  test("who is deleted leaves nothing but the id, and the name is not given again", () =>
    withDatabase(async (database, settings) => {
      const bench = await openAccounts(database, settings);
      const { people, tokens, sessions } = bench.accounts;
      const { account, session } = await bench.enter("ada@example.org");
      const wanted = { label: "laptop", scopes: ["read"], days: 30 } as const;
      const token = await tokens.create(account.id, wanted);
      await people.update(account.id, { name: "countess", about: "Engines" });
      await people.remove(account.id);
      assert.equal(await sessions.find(session), undefined);
      assert.equal(await tokens.find(token.secret), undefined);
      assert.equal((await people.find(account.id))?.state, "deleted");
      assert.equal(await people.findByName("countess"), undefined);
      await assert.rejects(people.create({ name: "countess" }), { code: "conflict" });
      assert.equal((await people.create({ displayName: "Countess" })).name, "countess-2");
      const tables = [
        "account",
        "identity",
        "passkey",
        "session",
        "sign_in",
        "api_token",
        "account_event",
      ] as const;
      for (const table of tables) {
        const text = JSON.stringify(await database.kysely.selectFrom(table).selectAll().execute());
        assert.doesNotMatch(text, /ada@|"countess"|Engines|laptop/, table);
      }
      await assert.rejects(people.remove(account.id), { code: "not_found" });
      bench.clock.advance(2 * MINUTE_MS);
      assert.notEqual((await bench.enter("ada@example.org")).account.id, account.id);
    }));

  test("the export holds what is kept, and no secret", () =>
    withAccounts(async (bench) => {
      const { people, tokens } = bench.accounts;
      const { account, session } = await bench.enter("ada@example.org");
      const wanted = { label: "laptop", scopes: ["read"], days: 30 } as const;
      const { secret } = await tokens.create(account.id, wanted);
      const text = JSON.stringify(await people.exportData(account.id));
      assert.match(text, /ada@example\.org/);
      assert.match(text, /laptop/);
      assert.match(text, /"signed-in"/);
      assert.ok(!text.includes(session) && !text.includes(secret));
      assert.doesNotMatch(text, /hash/i);
    }));

  test("what happens to an account stands in its log, with the network cut short", () =>
    withAccounts(async (bench) => {
      const { people } = bench.accounts;
      const { account } = await bench.enter("ada@example.org");
      bench.clock.advance(MINUTE_MS);
      await people.setRole(account.id, "trusted", "operator");
      const events = await people.events(account.id, 10);
      assert.equal(events[0]?.kind, "role-changed");
      assert.deepEqual(events[0]?.detail, { from: "reader", to: "trusted", by: "operator" });
      const signedIn = events.find(({ kind }) => kind === "signed-in");
      assert.deepEqual(signedIn?.detail, { method: "email", ...home });
    }));

  test("those made within a time are found, the disabled ones are not", () =>
    withAccounts(async ({ accounts: { people }, clock }) => {
      const from = clock.now().toISOString();
      await people.create({ name: "ada" });
      clock.advance(DAY_MS);
      const bea = await people.create({ name: "bea" });
      const cleo = await people.create({ name: "cleo" });
      await people.setState(cleo.id, "disabled", "operator");
      const until = clock.now().toISOString();
      clock.advance(DAY_MS);
      await people.create({ name: "dora" });
      assert.deepEqual(await people.createdBetween(from, until), [bea.id]);
    }));
});
