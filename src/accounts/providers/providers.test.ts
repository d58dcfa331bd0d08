import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  type AccountsBench,
  home,
  MINUTE_MS,
  openAccounts,
} from "../../../test/support/accounts.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import {
  challengeOf,
  type LoginProvider,
  startLoginProvider,
} from "../../../test/support/login-provider.ts";
import type { AccountId } from "../account.ts";
import type { ProviderSettings } from "../accounts-parts.ts";

const site = { title: "Broadsheet", url: "https://papers.example.org" };
const refused = { code: "unauthenticated" };
let provider: LoginProvider;

before(async () => {
  const callbacks = ["orcid", "oidc"].map((name) => `${site.url}/login/${name}/callback`);
  provider = await startLoginProvider(callbacks);
});
after(() => provider.close());

function settingsOf(name: "orcid" | "oidc", change: Partial<ProviderSettings> = {}) {
  const { issuer, clientId, clientSecret } = provider;
  return { name, label: "Login", kind: "oidc", issuer, clientId, clientSecret, ...change } as const;
}

describeOnEachDatabase("providers", (withDatabase) => {
  const withAccounts = (
    use: (bench: AccountsBench) => Promise<void>,
    change: Partial<ProviderSettings> = {},
    signUp: "open" | "closed" = "open",
  ) =>
    withDatabase(async (database, settings) => {
      provider.tamper = undefined;
      provider.isForged = false;
      provider.subject = "0000-0002-1825-0097";
      const providers = [settingsOf("orcid", change)];
      await use(await openAccounts(database, settings, { settings: { signUp, providers } }));
    });

  async function signIn({ accounts }: AccountsBench, link?: AccountId) {
    const { address, browser } = await accounts.providers.begin("orcid", home, link);
    const callback = await provider.visit(address);
    return accounts.providers.finish("orcid", browser, callback, home);
  }

  test("a stranger gets an account with the iD, and the same one the next time", () =>
    withAccounts(async (bench) => {
      const { people, providers, sessions } = bench.accounts;
      const first = await signIn(bench);
      assert.equal(first.isNew, true);
      assert.equal(first.account.orcid, "0000-0002-1825-0097");
      assert.equal(first.account.isVerified, true);
      assert.equal(first.account.email, undefined, "an address of the provider is not taken over");
      assert.equal((await sessions.find(first.session))?.account.orcid, "0000-0002-1825-0097");
      assert.equal((await people.findByOrcid("0000-0002-1825-0097"))?.id, first.account.id);
      const second = await signIn(bench);
      assert.deepEqual([second.isNew, second.account.id], [false, first.account.id]);
      const [identity] = await providers.list(first.account.id);
      assert.deepEqual([identity?.issuer, identity?.subject], [provider.issuer, provider.subject]);
    }));

  test("the code flow comes with PKCE, state and nonce, new ones each time", () =>
    withAccounts(async ({ accounts: { providers } }) => {
      const visits = [await providers.begin("orcid", home), await providers.begin("orcid", home)];
      const values = visits.map(({ address }) => new URL(address).searchParams);
      for (const name of ["state", "nonce", "code_challenge"]) {
        const [one = "", other = ""] = values.map((query) => query.get(name) ?? "");
        assert.ok(one.length >= 43 && one !== other, name);
      }
      assert.equal(values[0]?.get("code_challenge_method"), "S256");
      assert.equal(values[0]?.get("response_type"), "code");
      assert.equal(values[0]?.get("redirect_uri"), `${site.url}/login/orcid/callback`);
    }));

  test("another state, issuer, nonce, verifier, provider or browser is refused", () =>
    withAccounts(async (bench) => {
      const { providers, people } = bench.accounts;
      const change = (url: string | URL, name: string, value: string) => {
        const changed = new URL(url);
        changed.searchParams.set(name, value);
        return changed;
      };
      for (const [name, value] of [
        ["state", "another"],
        ["iss", "https://evil.example"],
        ["code", "another"],
      ] as const) {
        const { address, browser } = await providers.begin("orcid", home);
        const callback = change(await provider.visit(address), name, value);
        await assert.rejects(providers.finish("orcid", browser, callback, home), refused, name);
      }
      for (const [name, value] of [
        ["nonce", "another"],
        ["code_challenge", challengeOf("x".repeat(43))],
      ] as const) {
        const { address, browser } = await providers.begin("orcid", home);
        const callback = await provider.visit(change(address, name, value).href);
        await assert.rejects(providers.finish("orcid", browser, callback, home), refused, name);
      }
      const { address, browser } = await providers.begin("orcid", home);
      const other = await providers.begin("orcid", home);
      const callback = await provider.visit(address);
      await assert.rejects(providers.finish("orcid", other.browser, callback, home), refused);
      await assert.rejects(providers.finish("orcid", "", callback, home), refused);
      await assert.rejects(providers.finish("oidc", browser, callback, home), {
        code: "not_found",
      });
      assert.deepEqual(await people.list({ query: "", limit: 9 }), []);
    }));

  test("an ID token of another issuer, for another site, too old or forged is refused", () =>
    withAccounts(async (bench) => {
      const past = Math.floor(Date.now() / 1000) - 3600;
      for (const change of [
        { iss: "https://evil.example" },
        { aud: "another-site" },
        { aud: ["broadsheet", "another-site"], azp: "another-site" },
        { exp: past, iat: past - 60 },
        { nonce: undefined },
        { sub: undefined },
      ]) {
        provider.tamper = (claims) => ({ ...claims, ...change });
        await assert.rejects(signIn(bench), refused, JSON.stringify(change));
      }
      provider.tamper = undefined;
      provider.isForged = true;
      await assert.rejects(signIn(bench), refused, "signed by another key");
      provider.isForged = false;
      await signIn(bench);
    }));

  test("a way back works once, and for ten minutes", () =>
    withAccounts(async (bench) => {
      const { providers } = bench.accounts;
      const { address, browser } = await providers.begin("orcid", home);
      const callback = await provider.visit(address);
      const both = await Promise.allSettled([
        providers.finish("orcid", browser, callback, home),
        providers.finish("orcid", browser, callback, home),
      ]);
      assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      const late = await providers.begin("orcid", home);
      const lateCallback = await provider.visit(late.address);
      bench.clock.advance(10 * MINUTE_MS);
      await assert.rejects(providers.finish("orcid", late.browser, lateCallback, home), refused);
    }));

  test("an account is joined by being signed in, never by an address", () =>
    withAccounts(async (bench) => {
      const ada = await bench.enter("ada@example.org");
      const stranger = await signIn(bench);
      assert.notEqual(stranger.account.id, ada.account.id);
      await assert.rejects(signIn(bench, ada.account.id), { code: "conflict" });
      provider.subject = "0000-0001-5109-3700";
      const linked = await signIn(bench, ada.account.id);
      assert.deepEqual([linked.isNew, linked.account.id], [false, ada.account.id]);
      assert.equal(linked.account.orcid, "0000-0001-5109-3700");
      provider.subject = "0000-0002-9079-593X";
      await assert.rejects(signIn(bench, ada.account.id), { code: "conflict" });
    }));

  test("an identity is taken away again unless nothing else is left", () =>
    withAccounts(async (bench) => {
      const { providers, people } = bench.accounts;
      const { account } = await signIn(bench);
      const { issuer, subject } = provider;
      await assert.rejects(providers.remove(account.id, issuer, subject), { code: "conflict" });
      const ada = await bench.enter("ada@example.org");
      provider.subject = "0000-0001-5109-3700";
      await signIn(bench, ada.account.id);
      await providers.remove(ada.account.id, issuer, "0000-0001-5109-3700");
      assert.deepEqual(await providers.list(ada.account.id), []);
      assert.equal((await people.find(ada.account.id))?.orcid, undefined);
    }));

  test("who declines at the provider is told so", () =>
    withAccounts(async ({ accounts: { providers } }) => {
      const { address, browser } = await providers.begin("orcid", home);
      const state = new URL(address).searchParams.get("state") ?? "";
      const query = new URLSearchParams({ error: "access_denied", state, iss: provider.issuer });
      const callback = new URL(`${site.url}/login/orcid/callback?${query}`);
      await assert.rejects(providers.finish("orcid", browser, callback, home), {
        code: "unauthenticated",
        message: /You did not let Login/,
      });
    }));

  test("where sign-up is closed a stranger's identity opens nothing", () =>
    withAccounts(
      async (bench) => {
        await assert.rejects(signIn(bench), { code: "forbidden" });
        assert.deepEqual(await bench.accounts.people.list({ query: "", limit: 9 }), []);
      },
      {},
      "closed",
    ));

  test("a wrong client secret is refused, and says nothing of it", () =>
    withAccounts(
      async (bench) => {
        await assert.rejects(signIn(bench), (error: Error) => !/secret/.test(error.message));
      },
      { clientSecret: "another" },
    ));

  test("an issuer that can not be reached is unavailable, and asked anew the next time", () =>
    withDatabase(async (database, settings) => {
      const down = await startLoginProvider([`${site.url}/login/orcid/callback`]);
      const { clientId, clientSecret } = down;
      await down.close();
      const known = settingsOf("orcid", { issuer: down.issuer, clientId, clientSecret });
      const choice = { settings: { signUp: "open", providers: [known] } } as const;
      const { accounts } = await openAccounts(database, settings, choice);
      assert.deepEqual(accounts.providers.known, [{ name: "orcid", label: "Login" }]);
      const asked = accounts.providers.begin("orcid", home);
      await assert.rejects(asked, { code: "unavailable", message: /try again in a few minutes/ });
    }));

  test("an issuer that goes away while somebody is there is unavailable too", () =>
    withDatabase(async (database, settings) => {
      const leaving = await startLoginProvider([`${site.url}/login/orcid/callback`]);
      const { issuer, clientId, clientSecret } = leaving;
      const known = settingsOf("orcid", { issuer, clientId, clientSecret });
      const choice = { settings: { signUp: "open", providers: [known] } } as const;
      const { accounts } = await openAccounts(database, settings, choice);
      const { address, browser } = await accounts.providers.begin("orcid", home);
      const callback = await leaving.visit(address);
      await leaving.close();
      const finish = accounts.providers.finish("orcid", browser, callback, home);
      await assert.rejects(finish, { code: "unavailable" });
    }));

  test("plain http is spoken to issuers on this machine alone", () =>
    withAccounts(
      async ({ accounts: { providers } }) => {
        await assert.rejects(providers.begin("orcid", home), { code: "unavailable" });
      },
      { issuer: "http://login.example.org" },
    ));
});
