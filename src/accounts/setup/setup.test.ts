import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HOUR_MS, home, openAccounts } from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

describeOnEachDatabase("setting up", (withDatabase) => {
  test("the first administrator comes by the token in the data folder, which nobody else reads", () =>
    withDatabase(async (database, settings) => {
      const { accounts } = await openAccounts(database, settings);
      const { setup, sessions } = accounts;
      assert.equal(await setup.isNeeded(), true);
      const token = (await setup.issue()) ?? "";
      const file = join(settings.dataDir, "setup-token");
      assert.equal(readFileSync(file, "utf8"), `${token}\n`);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      await setup.check(token);
      const { account, session } = await setup.finish(token, { displayName: "Ada" }, home);
      assert.deepEqual([account.role, account.isVerified, account.name], ["admin", true, "ada"]);
      assert.equal((await sessions.find(session))?.account.role, "admin");
      assert.equal(existsSync(file), false);
      assert.equal(await setup.isNeeded(), false);
      assert.equal(await setup.issue(), undefined);
    }));

  test("a token is void after use, after an hour, and when it is another", () =>
    withDatabase(async (database, settings) => {
      const { accounts, clock } = await openAccounts(database, settings);
      const { setup } = accounts;
      const refused = { code: "not_found" };
      const early = (await setup.issue()) ?? "";
      await assert.rejects(setup.check("x".repeat(43)), refused);
      clock.advance(HOUR_MS);
      await assert.rejects(setup.check(early), refused);
      await assert.rejects(setup.finish(early, { name: "eve" }, home), refused);
      const token = (await setup.issue()) ?? "";
      const other = (await setup.issue()) ?? "";
      await setup.finish(token, { name: "ada" }, home);
      await assert.rejects(setup.finish(token, { name: "eve" }, home), refused);
      await assert.rejects(setup.finish(other, { name: "eve" }, home), refused);
    }));

  test("of two who finish at once one is administrator", () =>
    withDatabase(async (database, settings) => {
      const { accounts } = await openAccounts(database, settings);
      const tokens = [(await accounts.setup.issue()) ?? "", (await accounts.setup.issue()) ?? ""];
      const both = await Promise.allSettled(
        [...tokens, ...tokens].map((token) => accounts.setup.finish(token, {}, home)),
      );
      assert.equal(both.filter(({ status }) => status === "fulfilled").length, 1);
      const people = await accounts.people.list({ query: "", limit: 9 });
      assert.deepEqual(
        people.map(({ role }) => role),
        ["admin"],
      );
    }));

  test("a name that can not be leaves the token as it was", () =>
    withDatabase(async (database, settings) => {
      const { accounts } = await openAccounts(database, settings);
      const token = (await accounts.setup.issue()) ?? "";
      const bad = accounts.setup.finish(token, { name: "!" }, home);
      await assert.rejects(bad, { code: "invalid" });
      await accounts.setup.finish(token, { name: "ada" }, home);
    }));
});
