import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createAuthenticator } from "../../test/support/authenticator.ts";
import { type CommunitySite, openCommunitySite } from "../../test/support/community-site.ts";
import { jar } from "../../test/support/cookie-jar.ts";
import { type LoginProvider, startLoginProvider } from "../../test/support/login-provider.ts";

const URL_OF_SITE = "https://papers.example.org";
let provider: LoginProvider;
let site: CommunitySite;

before(async () => {
  provider = await startLoginProvider([`${URL_OF_SITE}/login/oidc/callback`]);
  const { issuer, clientId, clientSecret } = provider;
  const settings = { name: "oidc", label: "Example University", kind: "oidc" } as const;
  site = await openCommunitySite({
    siteUrl: URL_OF_SITE,
    accounts: { providers: [{ ...settings, issuer, clientId, clientSecret }] },
  });
});
after(async () => {
  await site.close();
  await provider.close();
});

type Jar = ReturnType<typeof jar>;

/** Presses a button that leads to the provider. @returns where the page leads on to. */
async function leave(browser: Jar, path: string, form: Record<string, string>): Promise<string> {
  const page = await site.ask(path, { cookie: browser.header(), form });
  assert.equal(page.status, 200);
  assert.equal(page.headers.get("cache-control"), "no-store");
  browser.take(page);
  const address = /content="0;url=([^"]+)"/.exec(await page.text())?.[1] ?? "";
  return address.replaceAll("&amp;", "&");
}

describe("signing in by a provider", () => {
  test("leads there by a page, and back to where somebody wanted to go", async () => {
    const browser = jar();
    const address = await leave(browser, "/login/oidc", { next: "/feeds" });
    assert.equal(new URL(address).origin, provider.issuer);
    const { pathname, search } = await provider.visit(address);
    const back = await site.ask(pathname + search, { cookie: browser.header() });
    assert.equal(back.status, 303);
    assert.equal(back.headers.get("location"), "/feeds");
    browser.take(back);
    assert.equal((await site.ask("/settings", { cookie: browser.header() })).status, 200);
    const again = await site.ask(pathname + search, { cookie: browser.header() });
    assert.equal(again.status, 401, "the way back works once");
  });

  test("the way back is nothing to another browser", async () => {
    const mine = jar();
    const address = await leave(mine, "/login/oidc", {});
    const { pathname, search } = await provider.visit(address);
    const other = jar();
    await leave(other, "/login/oidc", {});
    for (const cookie of ["", other.header()]) {
      const answer = await site.ask(pathname + search, { cookie });
      assert.equal(answer.status, 401);
      assert.doesNotMatch(answer.headers.getSetCookie().join(), /session=/);
    }
  });

  test("whoever changes their mind there can try another way", async () => {
    const browser = jar();
    await leave(browser, "/login/oidc", {});
    const cookie = browser.header();
    const answer = await site.ask("/login/oidc/callback?error=access_denied&state=x", { cookie });
    assert.equal(answer.status, 401);
    assert.match(await answer.text(), /role="alert"/);
  });

  test("a provider that the site does not have is not found", async () => {
    assert.equal((await site.ask("/login/elsewhere", { form: {} })).status, 404);
    assert.notEqual((await site.ask("/login/elsewhere/callback?code=x&state=y")).status, 500);
  });

  test("an identity is added by whoever is signed in, and removed again", async () => {
    provider.subject = "person-2";
    const browser = jar(await site.signIn("ada"));
    const address = await leave(browser, "/settings/identities/add", { provider: "oidc" });
    const { pathname, search } = await provider.visit(address);
    const back = await site.ask(pathname + search, { cookie: browser.header() });
    assert.equal(back.headers.get("location"), "/settings/identities");
    browser.take(back);
    const page = await site.ask("/settings/identities", { cookie: browser.header() });
    const markup = await page.text();
    assert.match(markup, /You can sign in that way from now on/);
    assert.match(markup, /name="subject" value="person-2"/);
    const form = { issuer: provider.issuer, subject: "person-2" };
    const cookie = browser.header();
    assert.equal((await site.ask("/settings/identities/remove", { cookie, form })).status, 303);
    const { id } = await site.accountOf("ada");
    assert.deepEqual(await site.accounts.providers.list(id), []);
  });
});

interface Step {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly next?: string;
  readonly error?: string;
}

async function post(browser: Jar, path: string, json: unknown): Promise<[number, Step]> {
  const answer = await site.ask(path, { cookie: browser.header(), json });
  browser.take(answer);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  return [answer.status, (await answer.json()) as Step];
}

describe("signing in by a passkey", () => {
  test("it is added in the settings, and then signs in and leads on", async () => {
    const device = createAuthenticator(URL_OF_SITE);
    const browser = jar(await site.signIn("bea"));
    const [, begun] = await post(browser, "/settings/passkeys/begin", {});
    const answer = device.create(begun.options ?? {});
    const [added, done] = await post(browser, "/settings/passkeys/finish", {
      answer,
      label: " My phone ",
    });
    assert.deepEqual([added, done.next], [200, "/settings/passkeys"]);
    const page = await site.ask("/settings/passkeys", { cookie: browser.header() });
    assert.match(await page.text(), /<b>My phone<\/b>/);

    const fresh = jar();
    const [, asked] = await post(fresh, "/login/passkey/begin", { next: "/feeds" });
    const [status, entered] = await post(fresh, "/login/passkey/finish", {
      answer: device.get(asked.options ?? {}),
    });
    assert.deepEqual([status, entered.next], [200, "/feeds"]);
    const me = await site.ask("/settings", { cookie: fresh.header() });
    assert.match(await me.text(), /value="bea"/);
  });

  test("an answer to another challenge, or none, is told as JSON", async () => {
    const device = createAuthenticator(URL_OF_SITE);
    const browser = jar();
    const [, asked] = await post(browser, "/login/passkey/begin", { next: "//evil.example" });
    const answer = device.get(asked.options ?? {});
    const [status, told] = await post(browser, "/login/passkey/finish", { answer });
    assert.equal(status, 401);
    assert.match(told.error ?? "", /passkey/);
    for (const json of [null, [], "x", 7]) {
      const [refused] = await post(browser, "/login/passkey/finish", json);
      assert.ok(refused === 400 || refused === 401, String(refused));
    }
  });
});
