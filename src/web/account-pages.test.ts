import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { cookiesOf, jar } from "../../test/support/cookie-jar.ts";
import { aRecord } from "../../test/support/papers.ts";

let site: CommunitySite;
before(async () => {
  site = await openCommunitySite({ records: [aRecord({ title: "A Theory of Gears" })] });
});
after(() => site.close());

/** The code and the link of the newest letter to an address. */
async function letterTo(email: string) {
  await site.accounts.idle();
  const letter = site.letters.findLast(({ to }) => to === email);
  assert.ok(letter, `a letter to ${email}`);
  const code = /\b\d{3}\s?\d{3}\b/.exec(letter.subject + letter.text)?.[0] ?? "";
  return { code, link: new URL(letter.url) };
}

async function textOf(response: Response): Promise<string> {
  return response.text();
}

const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await site.ask("/settings", { cookie })).status === 200;

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
    const { code } = await letterTo("ada@example.org");
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
    const { code } = await letterTo("bea@example.org");
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
    const { code } = await letterTo("cyd@example.org");
    const other = jar();
    other.take(await site.ask("/login/email", { form: { email: "dan@example.org" } }));
    const cookie = other.header();
    assert.equal((await site.ask("/login/code", { cookie, form: { code } })).status, 401);
  });

  test("opening the link changes nothing; its button signs in, once", async () => {
    const browser = jar();
    browser.take(await site.ask("/login/email", { form: { email: "eve@example.org" } }));
    const { link } = await letterTo("eve@example.org");
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
    const { code } = await letterTo("gil@example.org");
    const entered = await site.ask("/login/code", { cookie: browser.header(), form: { code } });
    assert.equal(entered.headers.get("location"), "/settings/data");
    browser.take(entered);
    assert.equal(await isSignedIn(first), false);
    assert.equal(await isSignedIn(browser.header()), true);
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
      const { code } = await letterTo("hal@example.org");
      const entered = await site.ask("/login/code", { cookie: browser.header(), form: { code } });
      assert.equal(entered.headers.get("location"), "/");
      site.clock.advance(3_600_000);
    });
  }

  test("a cookie that somebody has tampered with leads nowhere else either", async () => {
    const browser = jar();
    browser.take(await site.ask("/login/email", { form: { email: "ida@example.org" } }));
    const { code } = await letterTo("ida@example.org");
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
    assert.equal(await isSignedIn(cookie), false);
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

describe("settings", () => {
  test("strangers are led to sign in, and come back", async () => {
    const answer = await site.ask("/settings/tokens");
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), "/login?next=%2Fsettings%2Ftokens");
  });

  test("the profile is kept, and what is wrong with it is told without losing anything", async () => {
    const cookie = await site.signIn("kim");
    const form = { name: "kim-b", displayName: "Kim <B>", about: "I read.", hidesRead: "on" };
    assert.equal((await site.ask("/settings", { cookie, form })).status, 303);
    const page = await textOf(await site.ask("/settings", { cookie }));
    assert.match(page, /value="Kim &lt;B&gt;"/);
    assert.match(page, /<html lang="en" data-keys="off">/);
    assert.match(page, /value="on" checked/);
    await site.signIn("taken");
    const clash = await site.ask("/settings", { cookie, form: { ...form, name: "taken" } });
    assert.equal(clash.status, 400);
    assert.match(await textOf(clash), /role="alert"/);
  });

  test("an address changes only by a code sent to the new one", async () => {
    const cookie = await site.signIn("lea");
    const browser = jar(cookie);
    browser.take(await site.ask("/settings/email", { cookie, form: { email: "lea@new.example" } }));
    const { code } = await letterTo("lea@new.example");
    assert.match(
      await textOf(await site.ask("/settings/email", { cookie: browser.header() })),
      /lea@example\.org/,
    );
    const changed = await site.ask("/settings/email/code", {
      cookie: browser.header(),
      form: { code },
    });
    assert.equal(changed.status, 303);
    assert.match(
      await textOf(await site.ask("/settings/email", { cookie: browser.header() })),
      /lea@new\.example/,
    );
  });

  test("sessions are listed, and ended one by one or all at once", async () => {
    const cookies = [await site.signIn("max"), await site.signIn("max"), await site.signIn("max")];
    const [cookie = "", second = "", third = ""] = cookies;
    const page = await textOf(await site.ask("/settings/sessions", { cookie }));
    const ids = [...page.matchAll(/name="session" value="([^"]+)"/g)].map(([, id]) => id ?? "");
    assert.equal(ids.filter((id) => id !== "others").length, 2);
    const one = ids.find((id) => id !== "others") ?? "";
    await site.ask("/settings/sessions/revoke", { cookie, form: { session: one } });
    const left = [await isSignedIn(second), await isSignedIn(third)];
    assert.equal(left.filter(Boolean).length, 1);
    await site.ask("/settings/sessions/revoke", { cookie, form: { session: "others" } });
    assert.deepEqual([await isSignedIn(second), await isSignedIn(third)], [false, false]);
    assert.equal(await isSignedIn(cookie), true);
  });

  test("nobody ends the session of another", async () => {
    const mine = await site.signIn("ned");
    const theirs = await site.signIn("ola");
    const { id } = await site.accountOf("ola");
    const [session] = await site.accounts.sessions.list(id);
    const form = { session: session?.sessionId ?? "" };
    await site.ask("/settings/sessions/revoke", { cookie: mine, form });
    assert.equal(await isSignedIn(theirs), true);
  });

  test("a token is shown once, and can be revoked", async () => {
    const cookie = await site.signIn("pia");
    const form = { label: "My script", scope: "vote", days: "30" };
    const made = await site.ask("/settings/tokens", { cookie, form });
    assert.equal(made.status, 200);
    assert.equal(made.headers.get("cache-control"), "no-store");
    const secret = /<code>(dp_[\w-]+)<\/code>/.exec(await textOf(made))?.[1] ?? "";
    assert.deepEqual([...((await site.accounts.tokens.find(secret))?.scopes ?? [])], ["vote"]);
    const page = await textOf(await site.ask("/settings/tokens", { cookie }));
    assert.ok(!page.includes(secret));
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
    await site.ask("/settings/tokens/revoke", { cookie, form: { token } });
    assert.equal(await site.accounts.tokens.find(secret), undefined);
  });

  test("the export is one JSON file of everything, without secrets", async () => {
    const cookie = await site.signIn("quy");
    const answer = await site.ask("/settings/data/export", { cookie, form: {} });
    assert.equal(answer.headers.get("content-disposition"), 'attachment; filename="quy.json"');
    assert.equal(answer.headers.get("cache-control"), "no-store");
    const text = await textOf(answer);
    const exported = JSON.parse(text);
    assert.match(JSON.stringify(exported.account), /quy@example\.org/);
    assert.ok(exported.community);
    assert.ok(!text.includes(cookie.split("=")[1] ?? "secret"));
  });

  test("an account is deleted by its typed name alone", async () => {
    const cookie = await site.signIn("ray");
    const { id } = await site.accountOf("ray");
    const wrong = await site.ask("/settings/data/delete", {
      cookie,
      form: { confirmation: "roy" },
    });
    assert.equal(wrong.status, 400);
    assert.equal(await isSignedIn(cookie), true);
    const form = { confirmation: "ray" };
    const gone = await site.ask("/settings/data/delete", { cookie, form });
    assert.equal(gone.status, 303);
    assert.equal(await isSignedIn(cookie), false);
    assert.equal((await site.accounts.people.find(id))?.state, "deleted");
  });

  test("what happened to the account can be read", async () => {
    const cookie = await site.signIn("sam");
    const page = await textOf(await site.ask("/settings/security", { cookie }));
    assert.match(page, /Signed in/);
    assert.match(page, /203\.0\.113\.0\/24/);
  });
});

describe("a proof of not long ago", () => {
  const sensitive = [
    "/settings/email",
    "/settings/passkeys",
    "/settings/identities",
    "/settings/tokens",
    "/settings/data",
  ];

  test("is asked for before what matters most, and leads back", async () => {
    const cookie = await site.signIn("tom");
    for (const path of sensitive)
      assert.equal((await site.ask(path, { cookie })).status, 200, path);
    site.clock.advance(11 * 60_000);
    for (const path of sensitive) {
      const answer = await site.ask(path, { cookie });
      assert.equal(answer.status, 303, path);
      assert.equal(
        answer.headers.get("location"),
        `/login?prove=1&next=${encodeURIComponent(path)}`,
      );
    }
    const form = { label: "x", scope: "read", days: "30" };
    const refused = await site.ask("/settings/tokens", { cookie, form });
    assert.equal(refused.status, 303);
    const { id } = await site.accountOf("tom");
    assert.deepEqual(await site.accounts.tokens.list(id), []);
    const page = await textOf(await site.ask("/login?prove=1&next=/settings/data", { cookie }));
    assert.match(page, /Prove that it is you/);
    assert.match(page, /tom@example\.org/);
    assert.equal((await site.ask("/settings", { cookie })).status, 200, "the rest goes on");
  });
});
