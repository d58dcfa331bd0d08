import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountsBench,
  codeIn,
  HOUR_MS,
  home,
  linkIn,
  MINUTE_MS,
  openAccounts,
} from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";

const ada = "ada@example.org";
const wrong = (code: string) => (code === "000000" ? "111111" : "000000");

describeOnEachDatabase("sign-in by mail", (withDatabase) => {
  const withAccounts = (use: (bench: AccountsBench) => Promise<void>, parts = {}) =>
    withDatabase(async (database, settings) => use(await openAccounts(database, settings, parts)));

  async function begin(bench: AccountsBench, email = ada) {
    const browser = await bench.accounts.email.begin(email, home);
    await bench.accounts.idle();
    const sent = bench.letters.at(-1);
    return { browser, code: codeIn(sent), link: linkIn(sent) };
  }

  test("a new address gets an account by its code, and the same one the next time", () =>
    withAccounts(async (bench) => {
      const first = await bench.enter(ada);
      assert.equal(first.isNew, true);
      assert.equal(first.account.name, "ada");
      assert.equal(first.account.email, ada);
      assert.equal(first.account.isVerified, true);
      bench.clock.advance(2 * MINUTE_MS);
      const second = await bench.enter(ada);
      assert.equal(second.isNew, false);
      assert.equal(second.account.id, first.account.id);
      assert.notEqual(second.session, first.session);
      const viewer = await bench.accounts.sessions.find(second.session);
      assert.equal(viewer?.account.id, first.account.id);
    }));

  test("an address is one account however it is written", () =>
    withAccounts(async (bench) => {
      const first = await bench.enter(ada);
      bench.clock.advance(2 * MINUTE_MS);
      const { browser, code } = await begin(bench, " ADA@Example.ORG ");
      const again = await bench.accounts.email.finishWithCode(browser, code, home);
      assert.equal(again.account.id, first.account.id);
    }));

  test("the letter holds the code and the link, and no word of whoever asked", () =>
    withAccounts(async (bench) => {
      await begin(bench);
      const { to, letter } = bench.letters[0]!;
      assert.equal(to, ada);
      assert.match(letter.before, /\b\d{6}\b/);
      assert.match(letter.url, /^https:\/\/papers\.example\.org\/login\/link\?t=[\w-]{43}$/);
      assert.doesNotMatch(JSON.stringify(letter), /ada|Firefox|203\.0/);
    }));

  test("the code works with spaces in it, the link in the browser that asked", () =>
    withAccounts(async (bench) => {
      const { browser, code } = await begin(bench);
      const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
      await bench.accounts.email.finishWithCode(browser, spaced, home);
      bench.clock.advance(2 * MINUTE_MS);
      const other = await begin(bench);
      await bench.accounts.email.finishWithLink(other.browser, other.link, home);
    }));

  test("code and link are used up together, by whichever comes first", () =>
    withAccounts(async (bench) => {
      const { email } = bench.accounts;
      const { browser, code, link } = await begin(bench);
      await email.finishWithLink(browser, link, home);
      const used = { code: "unauthenticated" };
      await assert.rejects(email.finishWithLink(browser, link, home), used);
      await assert.rejects(email.finishWithCode(browser, code, home), used);
    }));

  test("another browser gets in by neither code nor link", () =>
    withAccounts(async (bench) => {
      const { email } = bench.accounts;
      const mine = await begin(bench);
      const other = await begin(bench, "eve@example.org");
      const refused = { code: "unauthenticated" };
      await assert.rejects(email.finishWithCode(other.browser, mine.code, home), refused);
      await assert.rejects(email.finishWithLink(other.browser, mine.link, home), refused);
      await assert.rejects(email.finishWithLink("", mine.link, home), refused);
      await email.finishWithLink(mine.browser, mine.link, home);
    }));

  test("after ten minutes neither works", () =>
    withAccounts(async (bench) => {
      const { email } = bench.accounts;
      const { browser, code, link } = await begin(bench);
      bench.clock.advance(10 * MINUTE_MS);
      const late = { code: "unauthenticated" };
      await assert.rejects(email.finishWithCode(browser, code, home), late);
      await assert.rejects(email.finishWithLink(browser, link, home), late);
    }));

  test("after five wrong codes the right one is refused too", () =>
    withAccounts(async (bench) => {
      const { email } = bench.accounts;
      const { browser, code } = await begin(bench);
      for (let tries = 0; tries < 5; tries++) {
        const guess = email.finishWithCode(browser, wrong(code), home);
        await assert.rejects(guess, { code: "unauthenticated" });
      }
      const late = email.finishWithCode(browser, code, home);
      await assert.rejects(late, { code: "rate_limited" });
    }));

  test("a wrong code stands in the log of the account, with the network cut short", () =>
    withAccounts(async (bench) => {
      const { account } = await bench.enter(ada);
      bench.clock.advance(2 * MINUTE_MS);
      const { browser, code } = await begin(bench);
      const guess = bench.accounts.email.finishWithCode(browser, wrong(code), home);
      await assert.rejects(guess);
      await bench.accounts.idle();
      const failed = (await bench.accounts.people.events(account.id, 9)).find(
        ({ kind }) => kind === "sign-in-failed",
      );
      assert.deepEqual(failed?.detail, { method: "email", reason: "unauthenticated", ...home });
    }));

  test("of fifty guesses at once five are looked at", () =>
    withAccounts(async (bench) => {
      const { email } = bench.accounts;
      const { browser, code } = await begin(bench);
      const guesses = Array.from({ length: 50 }, () =>
        email.finishWithCode(browser, wrong(code), home).catch((error) => error.code),
      );
      const outcomes = await Promise.all(guesses);
      assert.equal(outcomes.filter((outcome) => outcome === "unauthenticated").length, 5);
      assert.equal(outcomes.filter((outcome) => outcome === "rate_limited").length, 45);
    }));

  test("of two finishes at once one wins, and one account comes of it", () =>
    withAccounts(async (bench) => {
      const { email, people } = bench.accounts;
      const { browser, code, link } = await begin(bench);
      const both = await Promise.allSettled([
        email.finishWithCode(browser, code, home),
        email.finishWithLink(browser, link, home),
      ]);
      assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      assert.equal((await people.list({ query: "", limit: 10 })).length, 1);
    }));

  test("an address gets a mail a minute, five an hour and twenty a day", () =>
    withAccounts(async (bench) => {
      const ask = () => bench.accounts.email.begin(ada, home);
      const limited = { code: "rate_limited" };
      await ask();
      await assert.rejects(ask(), limited);
      for (let hour = 0; hour < 4; hour++) {
        for (let mail = hour === 0 ? 1 : 0; mail < 5; mail++) {
          bench.clock.advance(MINUTE_MS);
          await ask();
        }
        bench.clock.advance(MINUTE_MS);
        await assert.rejects(ask(), limited);
        bench.clock.advance(HOUR_MS);
      }
      await assert.rejects(ask(), limited);
      await bench.accounts.idle();
      assert.equal(bench.letters.length, 20);
      bench.clock.advance(24 * HOUR_MS);
      await ask();
    }));

  test("requests at once are one mail", () =>
    withAccounts(async (bench) => {
      const asked = Array.from({ length: 10 }, () => bench.accounts.email.begin(ada, home));
      const outcomes = await Promise.allSettled(asked);
      assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
    }));

  test("a network gets sixty mails an hour, the world three hundred", () =>
    withAccounts(async (bench) => {
      let count = 0;
      const ask = (network: string) =>
        bench.accounts.email.begin(`reader${count++}@example.org`, { network, agent: "" });
      for (let network = 0; network < 5; network++) {
        for (let mail = 0; mail < 60; mail++) await ask(`10.0.${network}.0/24`);
        await assert.rejects(ask(`10.0.${network}.0/24`), { code: "rate_limited" });
      }
      await assert.rejects(ask("10.0.9.0/24"), { code: "rate_limited" });
      bench.clock.advance(HOUR_MS);
      await ask("10.0.9.0/24");
    }));

  test("a letter that could not be sent may be asked for again at once", () => {
    let isRefusing = true;
    const sendLetter = async () => {
      if (isRefusing) throw new Error("the mail server is away");
    };
    return withAccounts(
      async (bench) => {
        await bench.accounts.email.begin(ada, home);
        await bench.accounts.idle();
        isRefusing = false;
        await bench.accounts.email.begin(ada, home);
        await bench.accounts.idle();
      },
      { sendLetter },
    );
  });

  test("where sign-up is closed a stranger is answered the same and gets no letter", () =>
    withAccounts(
      async (bench) => {
        await bench.accounts.people.create({ email: ada });
        const browser = await bench.accounts.email.begin("eve@example.org", home);
        await bench.accounts.idle();
        assert.match(browser, /^[\w-]{43}$/);
        assert.equal(bench.letters.length, 0);
        assert.equal((await bench.enter(ada)).account.email, ada);
        assert.equal(await bench.accounts.people.findByEmail("eve@example.org"), undefined);
      },
      { settings: { signUp: "closed", providers: [] } },
    ));

  test("until the answer the same is asked of the database for a known and an unknown address", () =>
    withDatabase(async (database, settings) => {
      const asked: string[] = [];
      const kysely = database.kysely.withPlugin({
        transformQuery({ node }) {
          const names = JSON.stringify(node).matchAll(/"name":"(\w+)"/g);
          asked.push([node.kind, ...Array.from(names, ([, name]) => name)].join(" "));
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const watched = { ...database, kysely };
      const closed = { settings: { signUp: "closed", providers: [] } } as const;
      const bench = await openAccounts(watched, settings, closed);
      await bench.accounts.people.create({ email: ada });
      const statementsFor = async (email: string) => {
        asked.length = 0;
        const browser = await bench.accounts.email.begin(email, home);
        const statements = [...asked];
        await bench.accounts.idle();
        return { statements, length: browser.length };
      };
      const known = await statementsFor(ada);
      const unknown = await statementsFor("eve@example.org");
      assert.ok(known.statements.length > 0);
      assert.deepEqual(unknown, known);
      assert.ok(known.statements.every((statement) => !/ account /.test(statement)));
      assert.match(asked.join("\n"), / account /, "who it is was looked up after the answer");
    }));

  test("an operator's link signs in once, in any browser, within an hour", () =>
    withAccounts(async (bench) => {
      const { email, people } = bench.accounts;
      const account = await people.create({ displayName: "Ada Lovelace" });
      assert.equal(account.isVerified, false);
      const link = new URL(await email.createLink(account.id)).searchParams.get("t") ?? "";
      const signedIn = await email.finishWithLink("", link, home);
      assert.equal(signedIn.account.id, account.id);
      assert.equal(signedIn.account.isVerified, false);
      const used = { code: "unauthenticated" };
      await assert.rejects(email.finishWithLink("", link, home), used);
      const late = new URL(await email.createLink(account.id)).searchParams.get("t") ?? "";
      bench.clock.advance(HOUR_MS);
      await assert.rejects(email.finishWithLink("", late, home), used);
    }));

  test("a site without a mail server says so", () =>
    withAccounts(
      async (bench) => {
        assert.equal(bench.accounts.email.canSend, false);
        await assert.rejects(bench.accounts.email.begin(ada, home), { code: "unavailable" });
      },
      { sendLetter: undefined },
    ));

  test("what is no address is refused before anything is done", () =>
    withAccounts(async (bench) => {
      for (const bad of ["ada", "ada@localhost", "a@b.org\r\nBcc: eve@example.org", ""]) {
        await assert.rejects(bench.accounts.email.begin(bad, home), { code: "invalid" }, bad);
      }
    }));
});
