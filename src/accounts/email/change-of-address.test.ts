import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountsBench,
  codeIn,
  home,
  linkIn,
  MINUTE_MS,
  openAccounts,
} from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

const refused = { code: "unauthenticated" };

describeOnEachDatabase("a change of address", (withDatabase) => {
  const withAccounts = (use: (bench: AccountsBench) => Promise<void>) =>
    withDatabase(async (database, settings) => use(await openAccounts(database, settings)));

  test("the new address is proved first, and the one of before is told", () =>
    withAccounts(async (bench) => {
      const { email, people } = bench.accounts;
      const { account } = await bench.enter("ada@example.org");
      const browser = await email.beginChange(account.id, "Countess@Example.org", home);
      await bench.accounts.idle();
      assert.equal((await people.find(account.id))?.email, "ada@example.org");
      const sent = bench.letters.at(-1);
      assert.equal(sent?.to, "countess@example.org");
      assert.equal(sent?.letter.url, "https://papers.example.org/settings/email");
      const changed = await email.finishChange(account.id, browser, codeIn(sent));
      assert.equal(changed.email, "countess@example.org");
      await bench.accounts.idle();
      const told = bench.letters.at(-1);
      assert.equal(told?.to, "ada@example.org");
      assert.doesNotMatch(JSON.stringify(told?.letter), /countess/i);
      assert.equal(await people.findByEmail("ada@example.org"), undefined);
    }));

  test("the code is for this account, this browser, once, and no way to sign in", () =>
    withAccounts(async (bench) => {
      const { email } = bench.accounts;
      const ada = (await bench.enter("ada@example.org")).account;
      const eve = (await bench.enter("eve@example.org")).account;
      const browser = await email.beginChange(ada.id, "new@example.org", home);
      await bench.accounts.idle();
      const code = codeIn(bench.letters.at(-1));
      await assert.rejects(email.finishWithCode(browser, code, home), refused);
      await assert.rejects(email.finishChange(eve.id, browser, code), refused);
      await assert.rejects(email.finishChange(ada.id, "another", code), refused);
      await email.finishChange(ada.id, browser, code);
      await assert.rejects(email.finishChange(ada.id, browser, code), refused);
    }));

  test("an address of somebody else is asked the same, and refused when it is proved", () =>
    withAccounts(async (bench) => {
      const { email, people } = bench.accounts;
      const ada = (await bench.enter("ada@example.org")).account;
      await people.create({ name: "eve", email: "eve@example.org" });
      const browser = await email.beginChange(ada.id, "eve@example.org", home);
      await bench.accounts.idle();
      const finish = email.finishChange(ada.id, browser, codeIn(bench.letters.at(-1)));
      await assert.rejects(finish, { code: "conflict" });
    }));

  test("a code that signs in changes no address", () =>
    withAccounts(async (bench) => {
      const { email } = bench.accounts;
      const ada = (await bench.enter("ada@example.org")).account;
      bench.clock.advance(MINUTE_MS);
      const browser = await email.begin("new@example.org", home);
      await bench.accounts.idle();
      const sent = bench.letters.at(-1);
      await assert.rejects(email.finishChange(ada.id, browser, codeIn(sent)), refused);
      assert.match(linkIn(sent), /^[\w-]{43}$/);
    }));
});
