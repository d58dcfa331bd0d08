import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { cookiesOf, jar } from "../../test/support/cookie-jar.ts";
import { isSignedIn, letterTo } from "../../test/support/signing-in.ts";

let site: CommunitySite;
before(async () => {
  site = await openCommunitySite();
});
after(() => site.close());

const textOf = (response: Response): Promise<string> => response.text();

describe("signing in by a mail", () => {
  test("the code of the mail signs in the browser that asked, and leads on", async () => {
    const browser = jar();
    const asked = await site.ask("/login/email", {
      form: { email: "ada@example.org", next: "/search?q=gears" },
    });
    assert.equal(asked.status, 303);
    assert.equal(asked.headers.get("location"), "/login/code");
    browser.take(asked);
    const page = await site.ask("/login/code", { cookie: browser.header() });
    assert.match(await textOf(page), /autocomplete="one-time-code"/);
    assert.equal(page.headers.get("cache-control"), "no-store");
    const { code } = await letterTo(site, "ada@example.org");
    const entered = await site.ask("/login/code", { cookie: browser.header(), form: { code } });
    assert.equal(entered.status, 303);
    assert.equal(entered.headers.get("location"), "/search?q=gears");
    browser.take(entered);
    const shown = await site.ask("/", { cookie: browser.header() });
    assert.match(await textOf(shown), /<details class="menu who">/);
    assert.match(shown.headers.get("cache-control") ?? "", /private/);
  });

  test("a wrong code is told beside the form, and the right one works after it", async () => {
    const browser = jar();
    browser.take(await site.ask("/login/email", { form: { email: "bea@example.org" } }));
    const { code } = await letterTo(site, "bea@example.org");
    const wrong = code.startsWith("1") ? "200000" : "100000";
    const cookie = browser.header();
    const refused = await site.ask("/login/code", { cookie, form: { code: wrong } });
    assert.equal(refused.status, 401);
    assert.match(await textOf(refused), /role="alert"/);
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    assert.equal((await site.ask("/login/code", { cookie, form: { code: spaced } })).status, 303);
  });

  test("the code is worth nothing in another browser", async () => {
    const asked = await site.ask("/login/email", { form: { email: "cyd@example.org" } });
    assert.equal(asked.status, 303);
    const { code } = await letterTo(site, "cyd@example.org");
    const other = jar();
    other.take(await site.ask("/login/email", { form: { email: "dan@example.org" } }));
    const cookie = other.header();
    assert.equal((await site.ask("/login/code", { cookie, form: { code } })).status, 401);
  });

  test("opening the link changes nothing; its button signs in, once", async () => {
    const browser = jar();
    browser.take(await site.ask("/login/email", { form: { email: "eve@example.org" } }));
    const { link } = await letterTo(site, "eve@example.org");
    const cookie = browser.header();
    for (let time = 0; time < 3; time += 1) {
      const page = await site.ask(link.pathname + link.search, { cookie });
      assert.equal(page.status, 200);
      assert.deepEqual(cookiesOf(page), {});
    }
    const t = link.searchParams.get("t") ?? "";
    const entered = await site.ask("/login/link", { cookie, form: { t } });
    assert.equal(entered.status, 303);
    assert.equal(entered.headers.get("location"), "/settings", "a newcomer is led to the profile");
    const again = await site.ask("/login/link", { cookie, form: { t } });
    assert.equal(again.status, 401);
  });

  test("known and unknown addresses are answered alike", async () => {
    await site.signIn("fay");
    const answers = [];
    for (const email of ["fay@example.org", "nobody-at-all@example.org"]) {
      const answer = await site.ask("/login/email", { form: { email } });
      answers.push([answer.status, answer.headers.get("location"), Object.keys(cookiesOf(answer))]);
    }
    assert.deepEqual(answers[0], answers[1]);
  });

  test("what is no address is told beside the form, which keeps what was typed", async () => {
    const answer = await site.ask("/login/email", {
      form: { email: "no address", next: "/feeds" },
    });
    assert.equal(answer.status, 400);
    const page = await textOf(answer);
    assert.match(page, /aria-invalid="true"/);
    assert.match(page, /value="no address"/);
    assert.match(page, /name="next" value="\/feeds"/);
  });

  test("a session of before is ended by signing in anew, and its secret with it", async () => {
    const first = await site.signIn("gil");
    const browser = jar(first);
    browser.take(
      await site.ask("/login/email", {
        cookie: first,
        form: { prove: "1", next: "/settings/data" },
      }),
    );
    const { code } = await letterTo(site, "gil@example.org");
    const entered = await site.ask("/login/code", { cookie: browser.header(), form: { code } });
    assert.equal(entered.headers.get("location"), "/settings/data");
    browser.take(entered);
    assert.equal(await isSignedIn(site, first), false);
    assert.equal(await isSignedIn(site, browser.header()), true);
  });
});

describe("where signing in leads", () => {
  for (const next of [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:x",
  ]) {
    test(`${next} is no place to go on to`, async () => {
      const cookie = await site.signIn("hal");
      const query = new URLSearchParams({ next });
      const direct = await site.ask(`/login?${query}`, { cookie });
      assert.equal(direct.headers.get("location"), "/");
      const browser = jar();
      browser.take(await site.ask("/login/email", { form: { email: "hal@example.org", next } }));
      const { code } = await letterTo(site, "hal@example.org");
      const entered = await site.ask("/login/code", { cookie: browser.header(), form: { code } });
      assert.equal(entered.headers.get("location"), "/");
      site.clock.advance(3_600_000);
    });
  }

  test("a cookie that somebody has tampered with leads nowhere else either", async () => {
    const browser = jar();
    browser.take(await site.ask("/login/email", { form: { email: "ida@example.org" } }));
    const { code } = await letterTo(site, "ida@example.org");
    const cookie = browser.header().replace(/sign-in-next=[^;]*/, "sign-in-next=//evil.example");
    assert.match(cookie, /evil/);
    const entered = await site.ask("/login/code", { cookie, form: { code } });
    assert.equal(entered.headers.get("location"), "/settings");
  });
});

describe("leaving", () => {
  test("signing out ends the session at the server, and says so once", async () => {
    const cookie = await site.signIn("jim");
    const left = await site.ask("/logout", { cookie, form: {} });
    assert.equal(left.status, 303);
    const browser = jar(cookie);
    browser.take(left);
    assert.equal(await isSignedIn(site, cookie), false);
    const page = await site.ask("/", { cookie: browser.header() });
    assert.match(await textOf(page), /You are signed out\./);
    browser.take(page);
    assert.doesNotMatch(
      await textOf(await site.ask("/", { cookie: browser.header() })),
      /signed out/,
    );
    assert.doesNotMatch(await textOf(await site.ask("/")), /signed out/);
  });

  test("a flash that is none of ours says nothing", async () => {
    const page = await textOf(await site.ask("/", { cookie: "flash=<b>hello</b>" }));
    assert.doesNotMatch(page, /class="flash"/);
    const inherited = await textOf(await site.ask("/", { cookie: "flash=constructor" }));
    assert.doesNotMatch(inherited, /class="flash"/);
  });
});
