import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AccountsBench,
  home,
  MINUTE_MS,
  openAccounts,
} from "../../../test/support/accounts.ts";
import { createAuthenticator } from "../../../test/support/authenticator.ts";
import { describeOnEachDatabase } from "../../../test/support/database.ts";
import type { AccountId } from "../account.ts";
import type { AccountsParts } from "../accounts-parts.ts";
import { relyingPartyOf } from "./relying-party.ts";

const refused = { code: "unauthenticated" };

test("passkeys need a host name and TLS, or localhost", () => {
  const canUse = (url: string) => relyingPartyOf(url).canUse;
  assert.equal(canUse("https://papers.example.org"), true);
  assert.equal(canUse("http://localhost:3000"), true);
  assert.equal(canUse("http://papers.example.org"), false);
  assert.equal(canUse("http://127.0.0.1:3000"), false);
  assert.equal(canUse("https://192.0.2.1"), false);
  assert.equal(canUse("https://[2001:db8::1]"), false);
  assert.equal(relyingPartyOf("https://papers.example.org:8443/").id, "papers.example.org");
});

describeOnEachDatabase("passkeys", (withDatabase) => {
  const withAccounts = (
    use: (bench: AccountsBench) => Promise<void>,
    parts: Partial<AccountsParts> = {},
  ) =>
    withDatabase(async (database, settings) => use(await openAccounts(database, settings, parts)));

  async function register({ accounts }: AccountsBench, id: AccountId, label = "Key") {
    const authenticator = createAuthenticator();
    const { options, browser } = await accounts.passkeys.beginRegistration(id);
    const answer = authenticator.create(options);
    await accounts.passkeys.finishRegistration(id, browser, answer, label);
    return authenticator;
  }

  test("a passkey that was added signs its account in, without a name being typed", () =>
    withAccounts(async (bench) => {
      const { people, passkeys, sessions } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const authenticator = await register(bench, ada.id, " My  phone ");
      assert.equal((await people.find(ada.id))?.isVerified, true);
      const { options, browser } = await passkeys.beginSignIn(home);
      assert.equal(options.rpId, "papers.example.org");
      assert.equal((options.allowCredentials as unknown[] | undefined)?.length ?? 0, 0);
      const signedIn = await passkeys.finishSignIn(browser, authenticator.get(options), home);
      assert.equal(signedIn.account.id, ada.id);
      assert.equal((await sessions.find(signedIn.session))?.account.name, "ada");
      const [listed] = await passkeys.list(ada.id);
      assert.equal(listed?.label, "My phone");
      assert.equal(listed?.usedAt, bench.clock.now().toISOString());
      assert.equal((await sessions.list(ada.id))[0]?.method, "passkey");
    }));

  test("an answer works once, in time, for the challenge and in the browser it was made for", () =>
    withAccounts(async (bench) => {
      const { people, passkeys } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const authenticator = await register(bench, ada.id);
      const one = await passkeys.beginSignIn(home);
      const other = await passkeys.beginSignIn(home);
      const answer = authenticator.get(one.options);
      await assert.rejects(passkeys.finishSignIn(other.browser, answer, home), refused);
      await passkeys.finishSignIn(one.browser, answer, home);
      await assert.rejects(passkeys.finishSignIn(one.browser, answer, home), refused);
      await assert.rejects(passkeys.finishSignIn("", answer, home), refused);
      const late = await passkeys.beginSignIn(home);
      bench.clock.advance(5 * MINUTE_MS);
      const slow = passkeys.finishSignIn(late.browser, authenticator.get(late.options), home);
      await assert.rejects(slow, refused);
    }));

  test("an answer from another site, by another key or for another account is refused", () =>
    withAccounts(async (bench) => {
      const { people, passkeys } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const authenticator = await register(bench, ada.id);
      const stranger = createAuthenticator();
      const answers = [
        (options: object) => authenticator.get({ ...options }, { origin: "https://evil.example" }),
        (options: object) => authenticator.get({ ...options }, { rpId: "evil.example" }),
        (options: object) => authenticator.get({ ...options }, { userHandle: "QUFBQQ" }),
        (options: object) => stranger.get({ ...options }),
        (options: object) => {
          const { response } = stranger.get({ ...options });
          return { ...authenticator.get({ ...options }), response };
        },
        () => undefined,
        () => ({ id: authenticator.id, rawId: authenticator.id, response: {} }),
        () => ({ ...authenticator.get({ challenge: "x", rpId: "papers.example.org" }) }),
      ];
      for (const [number, answer] of answers.entries()) {
        const { options, browser } = await passkeys.beginSignIn(home);
        const finish = passkeys.finishSignIn(browser, answer(options), home);
        await assert.rejects(finish, refused, `answer ${number}`);
      }
    }));

  test("a counter that goes back is that of a copy, and is refused and noted", () =>
    withAccounts(async (bench) => {
      const { people, passkeys } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const authenticator = await register(bench, ada.id);
      const signIn = async (counter: number) => {
        authenticator.setCounter(counter);
        const { options, browser } = await passkeys.beginSignIn(home);
        return passkeys.finishSignIn(browser, authenticator.get(options), home);
      };
      await signIn(7);
      await signIn(8);
      await assert.rejects(signIn(8), refused);
      await assert.rejects(signIn(3), refused);
      await signIn(9);
      await bench.accounts.idle();
      const kinds = (await people.events(ada.id, 20)).map(({ kind }) => kind);
      assert.equal(kinds.filter((kind) => kind === "sign-in-failed").length, 2);
    }));

  test("of one counter used twice at once one gets in", () =>
    withAccounts(async (bench) => {
      const { people, passkeys } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const authenticator = await register(bench, ada.id);
      authenticator.setCounter(5);
      const begun = [await passkeys.beginSignIn(home), await passkeys.beginSignIn(home)];
      const both = await Promise.allSettled(
        begun.map(({ options, browser }) =>
          passkeys.finishSignIn(browser, authenticator.get(options), home),
        ),
      );
      assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    }));

  test("a passkey is added by whom it was begun for, once, and belongs to one account", () =>
    withAccounts(async (bench) => {
      const { people, passkeys } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const eve = await people.create({ name: "eve" });
      const authenticator = createAuthenticator();
      const one = await passkeys.beginRegistration(ada.id);
      const answer = authenticator.create(one.options);
      const stolen = passkeys.finishRegistration(eve.id, one.browser, answer, "");
      await assert.rejects(stolen, refused);
      const replayed = passkeys.finishRegistration(ada.id, one.browser, answer, "");
      await assert.rejects(replayed, refused);
      const two = await passkeys.beginRegistration(ada.id);
      const other = authenticator.create(two.options, { origin: "https://evil.example" });
      const foreign = passkeys.finishRegistration(ada.id, two.browser, other, "");
      await assert.rejects(foreign, refused);
      const three = await passkeys.beginRegistration(ada.id);
      const good = authenticator.create(three.options);
      await passkeys.finishRegistration(ada.id, three.browser, good, "");
      const four = await passkeys.beginRegistration(eve.id);
      const again = authenticator.create(four.options);
      const taken = passkeys.finishRegistration(eve.id, four.browser, again, "");
      await assert.rejects(taken, { code: "conflict" });
    }));

  test("the authenticator is told which passkeys there are, and asked to keep the account", () =>
    withAccounts(async (bench) => {
      const ada = await bench.accounts.people.create({ name: "ada" });
      const { id } = await register(bench, ada.id);
      const { options } = await bench.accounts.passkeys.beginRegistration(ada.id);
      const known = options.excludeCredentials as readonly { id: string }[];
      assert.deepEqual(
        known.map((one) => one.id),
        [id],
      );
      const wanted = options.authenticatorSelection as Record<string, unknown>;
      assert.equal(wanted.residentKey, "required");
      assert.equal(options.attestation, "none");
    }));

  test("the last way in can not be removed, and nobody removes another's", () =>
    withAccounts(async (bench) => {
      const { people, passkeys } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const eve = await people.create({ name: "eve" });
      const one = await register(bench, ada.id);
      await assert.rejects(passkeys.remove(ada.id, one.id), { code: "conflict" });
      const two = await register(bench, ada.id);
      await passkeys.remove(eve.id, one.id);
      assert.equal((await passkeys.list(ada.id)).length, 2);
      await passkeys.remove(ada.id, one.id);
      const left = (await passkeys.list(ada.id)).map(({ passkeyId }) => passkeyId);
      assert.deepEqual(left, [two.id]);
    }));

  test("a disabled account is not let in by its passkey", () =>
    withAccounts(async (bench) => {
      const { people, passkeys } = bench.accounts;
      const ada = await people.create({ name: "ada" });
      const authenticator = await register(bench, ada.id);
      await people.setState(ada.id, "disabled", "operator");
      const { options, browser } = await passkeys.beginSignIn(home);
      const finish = passkeys.finishSignIn(browser, authenticator.get(options), home);
      await assert.rejects(finish, { code: "forbidden" });
    }));

  test("a site at an IP address says that it has no passkeys", () =>
    withAccounts(
      async ({ accounts: { passkeys } }) => {
        assert.equal(passkeys.canUse, false);
        await assert.rejects(passkeys.beginSignIn(home), { code: "unavailable" });
      },
      { site: { title: "Broadsheet", url: "http://127.0.0.1:3000" } },
    ));
});
